import { PageHeader } from '../app/PageHeader';

export default function HomePage() {
  return <PageHeader title="Home" />;
}
