import type { Metadata } from 'next';
import { WizardGallery } from '@/components/config/wizards/wizard-gallery';

export const metadata: Metadata = { title: 'New configuration' };

export default function NewConfigPage() {
  return <WizardGallery />;
}
