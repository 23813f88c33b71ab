import { PageHeader } from '../app/PageHeader';

export default function RecordPage() {
  return <PageHeader title="Record" />;
}
