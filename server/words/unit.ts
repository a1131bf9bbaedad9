// Words of units and series.

export const unitWords = {
  title: ['参评单位', 'Units'],
  subtitle: ['被评议的单位，按系列排名和定等。', 'The units under review, ranked and graded within their series.'],
  create: ['新增单位', 'Add a unit'],
  createSeries: ['新增系列', 'Add a series'],
  empty: [
    '还没有参评单位。先新增系列（如“第三系列 综合与管理类”），再新增单位。',
    'No units yet. Add a series first, then its units.',
  ],
  code: ['代码', 'Code'],
  codeHint: ['字母、数字、短横线，如 zrzy', 'Letters, digits, hyphen, e.g. zrzy'],
  name: ['单位全称', 'Full name'],
  shortName: ['简称', 'Short name'],
  series: ['系列', 'Series'],
  seriesName: ['系列名称', 'Series name'],
  state: ['状态', 'State'],
  active: ['参评', 'active'],
  inactive: ['停用', 'inactive'],
  activate: ['启用', 'Activate'],
  deactivate: ['停用', 'Deactivate'],
  next: [
    '单位齐了，下一步在“年度考评”里设定本年参评单位。',
    'Units are in place. Next: choose this year’s units under “Campaign”.',
  ],
} as const
