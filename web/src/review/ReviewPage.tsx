import { PageHeader } from '../app/PageHeader';

export default function ReviewPage() {
  return <PageHeader title="Blueprint review" />;
}
