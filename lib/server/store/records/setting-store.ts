import type { Settings } from '../contract/console-records';
import { Prisma, type PrismaClient } from '../generated/client';
import { recording } from './recording';

/** Values by key. */
export class SettingStore implements Settings {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async readSetting(key: string): Promise<unknown> {
    const row = await recording(`read the setting "${key}"`, () =>
      this.prisma.setting.findUnique({ where: { key } }),
    );
    return row?.value;
  }

  async writeSetting(key: string, value: unknown): Promise<void> {
    const json = value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue);
    await recording(`write the setting "${key}"`, () =>
      this.prisma.setting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } }),
    );
  }
}
