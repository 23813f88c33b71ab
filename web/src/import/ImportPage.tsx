import { PageHeader } from '../app/PageHeader';

export default function ImportPage() {
  return <PageHeader title="Import" />;
}
