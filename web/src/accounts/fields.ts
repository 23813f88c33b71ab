// Which table and columns of the blueprint this page shows, and in which words. The only place of the page that names
// them.

export const accountTable = 'Account_Master';

export const accountFields = {
  name: 'Account_Name',
  industry: 'Industry_Vertical',
  country: 'Country',
  status: 'Account_Status',
  health: 'Health_Score',
  healthChange: 'Health_Score_Trend_30d',
  healthFlag: 'Health_Score_Change_Flag',
  risk: 'Renewal_Risk_Level',
  daysToRenewal: 'Days_To_Renewal',
  renewalDate: 'Renewal_Date',
  arr: 'ARR',
  manager: 'Customer_Success_Manager',
} as const;

/** From worst to best; this is also the order of the list. The tones are the blueprint's conditional formatting. */
export const riskLevels = [
  { name: 'Critical', tone: 'red', atRisk: true },
  { name: 'At Risk', tone: 'yellow', atRisk: true },
  { name: 'Attention Needed', tone: 'blue', atRisk: false },
  { name: 'Healthy', tone: 'green', atRisk: false },
] as const;

/** Where a health score is going, by the words of the change flag; any other word, or none, is shown as level. */
export const trendDirections: Record<string, 'up' | 'down'> = { Improving: 'up', Declining: 'down' };

/** What a column is called on the screen: "Health_Score" is "Health Score". */
export const titleOf = (column: string) => column.replaceAll('_', ' ');
