'use client';

import dynamic from 'next/dynamic';

/** The dialog that saves a change, loaded when there is one. */
export const LateSaveDialog = dynamic(() => import('./save-dialog').then((module) => module.SaveDialog), {
  ssr: false,
});
