'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { whenNotified } from './notify';

const Toasts = dynamic(() => import('./toasts').then((module) => module.Toasts), { ssr: false });

/** Where short messages appear; nothing is loaded before the first one. */
export function Toaster() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => whenNotified(() => setNeeded(true)), []);
  return isNeeded ? <Toasts /> : null;
}
