// The first page: who needs me today and why, then my accounts as cards. What "mine" is, what is urgent and what a card shows
// all come from the blueprint.
import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMe } from '../app/Me';
import { PageHeader } from '../app/PageHeader';
import { useSchema } from '../app/schemaContext';
import { IconLayoutDashboard } from '../parts/icons';
import { Message } from '../parts/Message';
import { needsPerson, scopesOf } from './scopes';
import { ScopeCards } from './ScopeCards';
import { Today } from './Today';
import { WhoAreYou } from './WhoAreYou';

export default function HomePage() {
  const schema = useSchema();
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const me = useMe();
  const scopes = scopesOf(schema);
  const scope = scopes.find(({ view }) => view.id === search.scope) ?? scopes[0];
  const choose = (id: string) => void navigate({ search: (before) => ({ ...before, scope: id }) });
  const title = schema.answer.home?.title ?? scopes[0]?.label ?? 'Home';
  if (!scope) {
    return (
      <>
        <PageHeader title={title} />
        <Message icon={<IconLayoutDashboard size={22} />} title="This blueprint has no home page">
          Give it one under <code>home</code> in <code>blueprint.yaml</code>; until then, everything is in the navigation.
        </Message>
      </>
    );
  }
  const nobody = me.data !== undefined && me.data.person === null && needsPerson(scope.view);
  return (
    <>
      <PageHeader title={title}>
        {scopes.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label="Whose accounts"
            data={scopes.map(({ label, view }) => ({ value: view.id, label }))}
            value={scope.view.id}
            onChange={choose}
          />
        )}
      </PageHeader>
      {nobody ? (
        <WhoAreYou local={me.data?.local === true} others={scopes.filter(({ view }) => !needsPerson(view))} onScope={choose} />
      ) : (
        <>
          {schema.answer.home && <Today scope={scope} />}
          <ScopeCards key={scope.view.id} scope={scope} scopes={scopes} onScope={choose} />
        </>
      )}
    </>
  );
}
