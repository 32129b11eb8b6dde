import { call } from '../kit/call';
import { pause } from '../kit/pause';
import { ok, type Service } from '../kit/service';

/** The page of a book: details, reviews and recommendations put together. */
export const productpage: Service = ({ random }) => ({
  'GET /productpage': async ({ headers, query }) => {
    const book = query.get('book') ?? '0';
    await pause(random, 3);
    const [details, reviews, recommendations] = await Promise.all([
      call(`http://details:9080/details/${book}`, { headers }),
      call(`http://reviews:9080/reviews/${book}`, { headers, retries: 1 }),
      call(`http://recommendations.shop:9080/recommendations/${book}`, { headers }),
    ]);
    if (details.status !== 200) return { status: 502, body: { error: 'Details are unavailable' } };
    return ok({ details: details.body, reviews: reviews.body, recommendations: recommendations.body });
  },
  'POST /ratings/:id': async ({ params, headers, body }) => {
    const answer = await call(`http://ratings:9080/ratings/${params.id}`, { method: 'PUT', headers, body });
    return { status: answer.status === 200 ? 202 : 503, body: answer.body };
  },
  'POST /login': async () => {
    await pause(random, 30);
    return random() < 0.08 ? { status: 401, body: { error: 'Wrong password' } } : ok({ user: 'jason' });
  },
});
