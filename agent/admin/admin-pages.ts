import { describeCertificates } from '../inspect/describe-certificates';
import { describeClusters } from '../inspect/describe-clusters';
import { describeRoutes } from '../inspect/describe-routes';
import type { TelemetryRelay } from '../relay/telemetry-relay';
import type { Agent } from '../runtime/agent';
import { type AdminAnswer, type AdminPage, answerJson, answerText } from './admin-page';
import { describeStats } from './describe-stats';
import { findUnreadiness } from './find-unreadiness';
import { createPrometheusPage } from './prometheus-page';

/** Every page of the admin port. */
export function createAdminPages(agent: Agent, quit: () => void, relay?: TelemetryRelay): AdminPage[] {
  let scrape: (() => Promise<AdminAnswer>) | undefined;
  const pages: AdminPage[] = [
    {
      method: 'GET',
      path: '/healthz/ready',
      help: '200 when the listeners are open and the workload listens, else 503 with the reason',
      answer: () => {
        const reason = findUnreadiness(agent);
        return reason === undefined ? answerText('ready\n') : answerText(`${reason}\n`, 503);
      },
    },
    {
      method: 'GET',
      path: '/stats/prometheus',
      help: "Istio's standard metrics and the agent's own, as Prometheus reads them",
      answer: () => {
        scrape ??= createPrometheusPage(agent, relay);
        return scrape();
      },
    },
    {
      method: 'GET',
      path: '/stats',
      help: 'gauges and counters; ?format=json for programs',
      answer: (query) => {
        const stats = describeStats(agent);
        if (query.get('format') === 'json') return answerJson(stats);
        return answerText(
          Object.entries(stats)
            .map(([name, value]) => `${name}: ${value}\n`)
            .join(''),
        );
      },
    },
    {
      method: 'GET',
      path: '/config_dump',
      help: 'the configuration in use, the routes made of it, and who this agent is',
      answer: () => {
        const { agentId, identity, role, service } = agent.settings;
        const { lastRefusal, snapshot } = agent.config;
        const routes = describeRoutes(agent.config.routes.table, snapshot.resources);
        return answerJson({ agentId, role, identity, service, lastRefusal, routes, configuration: snapshot });
      },
    },
    {
      method: 'GET',
      path: '/clusters',
      help: 'clusters, their endpoints, who is ejected and how much goes where; ?format=json for programs',
      answer: (query) => {
        const clusters = describeClusters(
          agent.config.routes.clusters.values(),
          agent.carriers.flatMap((carrier) => carrier.listClusters()),
        );
        return query.get('format') === 'json'
          ? answerJson(clusters)
          : answerText(clusters.map(({ line }) => `${line}\n`).join(''));
      },
    },
    {
      method: 'GET',
      path: '/certs',
      help: 'the certificate this agent proves itself with, and the roots it believes',
      answer: () => answerJson(describeCertificates(agent.identity)),
    },
    {
      method: 'POST',
      path: '/quitquitquit',
      help: 'drains, delivers what is gathered and ends the agent and its process',
      answer: () => {
        quit();
        return answerText('OK\n');
      },
    },
  ];
  return [
    { method: 'GET', path: '/', help: 'this list', answer: () => answerText(formatIndex(pages)) },
    ...pages,
  ];
}

function formatIndex(pages: readonly AdminPage[]): string {
  return pages.map(({ method, path, help }) => `${method.padEnd(5)}${path.padEnd(20)}${help}\n`).join('');
}
