// What is wrong with lines of a file, and what to do: line by line, the first ones of all there are.
import { Table } from '@mantine/core';
import type { LineProblem } from '../api/imports';
import { formatNumber } from '../format/number';
import classes from './ImportPage.module.css';

export function LineProblems({ problems, count }: { problems: LineProblem[]; count: number }) {
  return (
    <>
      <Table mt="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Line</Table.Th>
            <Table.Th>What is wrong</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map(({ line, message }) => (
            <Table.Tr key={`${line} ${message}`}>
              <Table.Td className="number">{line}</Table.Td>
              <Table.Td>{message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > problems.length && <p className={classes.hint}>These are the first {formatNumber(problems.length)}.</p>}
    </>
  );
}
