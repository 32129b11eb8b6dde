import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint';

/** Pages whose views can be kept. */
export const VIEW_PAGES = ['graph', 'traces', 'logs'] as const;

/** A named address of a page: `search` is its query string without the question mark. */
export const savedViewSchema = z.object({
  id: z.string(),
  page: z.enum(VIEW_PAGES),
  name: z.string(),
  search: z.string(),
  createdAt: z.number(),
});

/** GET /api/views */
export const getViews = defineEndpoint({
  method: 'GET',
  path: '/api/views',
  summary: 'The views that were kept of a page, by name; everybody sees the same.',
  query: z.object({ page: z.enum(VIEW_PAGES) }),
  response: z.object({ views: z.array(savedViewSchema) }),
});

/** PUT /api/views: a view of the same page and name is replaced. */
export const putView = defineEndpoint({
  method: 'PUT',
  path: '/api/views',
  summary: 'Keeps a view of a page under a name.',
  query: z.object({}),
  body: z.object({
    page: z.enum(VIEW_PAGES),
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
    search: z.string().check(z.maxLength(4_096)),
  }),
  response: savedViewSchema,
});

/** DELETE /api/views/:id */
export const deleteView = defineEndpoint({
  method: 'DELETE',
  path: '/api/views/:id',
  summary: 'Forgets a view.',
  query: z.object({}),
  response: z.object({}),
});

export type SavedView = z.infer<typeof savedViewSchema>;
export type ViewDraft = z.infer<NonNullable<typeof putView.body>>;
