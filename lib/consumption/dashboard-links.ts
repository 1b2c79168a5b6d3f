const item = (icon: string, text: string, link: string) => ({ type: 'item', icon, text, link });

const PIPELINES = [
  ['Pipelines', 'pipelines'],
  ['Experiments', 'experiments'],
  ['Runs', 'runs'],
  ['Recurring Runs', 'recurringruns'],
  ['Artifacts', 'artifacts'],
  ['Executions', 'executions'],
] as const;

/** The dashboard's menu, less upstream's entries for what is not installed here. */
export const DASHBOARD_LINKS = JSON.stringify({
  menuLinks: [
    item('book', 'Notebooks', '/jupyter/'),
    item('assessment', 'TensorBoards', '/tensorboards/'),
    item('device:storage', 'Volumes', '/volumes/'),
    {
      type: 'section',
      icon: 'kubeflow:pipeline-centered',
      text: 'Pipelines',
      items: PIPELINES.map(([text, page]) => ({ type: 'item', text, link: `/pipeline/#/${page}` })),
    },
  ],
  externalLinks: [],
  documentationItems: [],
  quickLinks: [{ desc: 'Kubeflow Notebooks', link: '/jupyter/new', text: 'Create a new Notebook' }],
});
