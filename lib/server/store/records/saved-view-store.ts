import type { SavedView, SavedViews } from '../contract/console-records';
import type { PrismaClient } from '../generated/client';
import type { SavedViewModel } from '../generated/models/SavedView';
import { recording } from './recording';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Named filters of pages. */
export class SavedViewStore implements SavedViews {
  private readonly prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.prisma = prisma;
  }

  async listViews(page?: string): Promise<SavedView[]> {
    const rows = await recording('list saved views', () =>
      this.prisma.savedView.findMany({
        ...(page === undefined ? {} : { where: { page } }),
        orderBy: [{ page: 'asc' }, { name: 'asc' }],
      }),
    );
    return rows.map(toView);
  }

  async saveView({ page, name, search }: Omit<SavedView, 'id' | 'createdAtMs'>): Promise<SavedView> {
    const row = await recording(`save the view "${name}"`, () =>
      this.prisma.savedView.upsert({
        where: { page_name: { page, name } },
        create: { page, name, search },
        update: { search },
      }),
    );
    return toView(row);
  }

  async deleteView(id: string): Promise<boolean> {
    if (!UUID.test(id)) return false;
    const { count } = await recording('delete the view', () =>
      this.prisma.savedView.deleteMany({ where: { id } }),
    );
    return count > 0;
  }
}

function toView({ createdAt, ...view }: SavedViewModel): SavedView {
  return { ...view, createdAtMs: createdAt.getTime() };
}
