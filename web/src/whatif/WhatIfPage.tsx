import { PageHeader } from '../app/PageHeader';

export default function WhatIfPage() {
  return <PageHeader title="What if" />;
}
