import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../../scripts/browser/find-browser.mjs';

/** A headless Chromium, as the end-to-end tests use it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
}
