import { call } from '../kit/call';
import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

const STARS: Readonly<Record<string, string>> = { v2: 'black', v3: 'red' };

/** Reviews of a book: v1 without stars, v2 and v3 with; v3 is a little slower. */
export const reviews: Service = ({ version, random }) => ({
  'GET /reviews/:id': async ({ params, headers }) => {
    await pause(random, version === 'v3' ? 24 : 9);
    const color = STARS[version];
    if (color === undefined) return ok({ id: params.id, reviews: texts() });
    const answer = await call(`http://ratings:9080/ratings/${params.id}`, { headers, timeoutMs: 2_500 });
    const stars =
      answer.status === 200 ? { color, ...(answer.body as object) } : { error: 'Ratings are unavailable' };
    return ok({ id: params.id, reviews: texts(), rating: stars });
  },
});

function texts(): { reviewer: string; text: string }[] {
  return [
    {
      reviewer: 'Reviewer1',
      text: 'An extremely entertaining play, with slapstick humour refreshing to this day.',
    },
    { reviewer: 'Reviewer2', text: 'Absolutely fun, though thin on character next to the later plays.' },
  ];
}
