import type { Service } from '../kit/service';
import { bank } from './bank';
import { details } from './details';
import { inventory } from './inventory';
import { notifications } from './notifications';
import { orders } from './orders';
import { payments } from './payments';
import { productpage } from './productpage';
import { ratings } from './ratings';
import { recommendations } from './recommendations';
import { reports } from './reports';
import { reviews } from './reviews';

/** Every service of the demo by name. */
export const SERVICES: Readonly<Record<string, Service>> = {
  bank,
  details,
  inventory,
  notifications,
  orders,
  payments,
  productpage,
  ratings,
  recommendations,
  reports,
  reviews,
};
