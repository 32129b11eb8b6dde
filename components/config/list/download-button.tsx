'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { saveFile } from '@/lib/client/files/save-file';
import { callEndpoint } from '@/lib/client/http/call-endpoint';
import { downloadConfig } from '@/lib/protocol/api/config-objects';
import { Button } from '../../ui/button';
import { notify } from '../../ui/notify';

type DownloadButtonProps = { kind: readonly string[]; namespace: readonly string[]; isEmpty: boolean };

/** Hands over what the list shows by kind and namespace as one YAML file. */
export function DownloadButton({ kind, namespace, isEmpty }: DownloadButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { fileName, yaml } = await callEndpoint(downloadConfig, { query: { kind, namespace } });
      saveFile(fileName, 'application/yaml', yaml);
    } catch (error) {
      notify({
        title: 'Cannot download the configuration',
        detail: (error as Error).message,
        tone: 'error',
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" disabled={isBusy || isEmpty} onClick={() => void download()}>
      <Download aria-hidden />
      Download
    </Button>
  );
}
