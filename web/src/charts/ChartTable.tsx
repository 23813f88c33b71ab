// The numbers of a chart as a table.
import { valueText, type ChartShape, type Mark } from './shape';
import classes from './Charts.module.css';

export function ChartTable({ shape: { data, shape, xTitle, yTitle }, onOpen }: { shape: ChartShape; onOpen: ((mark: Mark) => void) | undefined }) {
  return (
    <div className={classes.tableBox} tabIndex={0} role="region" aria-label={`${yTitle} by ${xTitle}`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{xTitle}</th>
            {data.series.map(({ name }, index) => (
              <th key={index} scope="col" className={classes.figure}>
                {name || (data.series.length > 1 ? 'Blank' : yTitle)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.x.map(({ label }, x) => (
            <tr key={x}>
              <th scope="row">{label || 'Blank'}</th>
              {data.series.map(({ values }, series) => (
                <td key={series} className={classes.figure}>
                  {values[x] === null || values[x] === undefined ? (
                    ''
                  ) : onOpen ? (
                    <button type="button" className={classes.open} onClick={() => onOpen({ x, series })}>
                      {valueText(shape, values[x])}
                    </button>
                  ) : (
                    valueText(shape, values[x])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
