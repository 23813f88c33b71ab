import { PageHeader } from '../app/PageHeader';

export default function BinPage() {
  return <PageHeader title="Bin" />;
}
