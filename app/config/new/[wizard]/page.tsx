import type { Metadata } from 'next';
import { WizardScreen } from '@/components/config/wizards/wizard-screen';
import { findWizard } from '@/lib/mesh/config/wizards/wizards';

type Props = { params: Promise<{ wizard: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { wizard } = await params;
  return { title: `${findWizard(wizard)?.title ?? 'Wizard'} · Configuration` };
}

export default async function WizardPage({ params }: Props) {
  const { wizard } = await params;
  return <WizardScreen id={wizard} />;
}
