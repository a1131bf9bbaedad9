// Words of the rating pages: the phone at the window, the link of a visit, and the tablet on the counter.

/** The frame of every public page of the window. */
export const publicWords = {
  mark: ['评', '评'],
  elder: ['长辈版', 'Large text'],
  elderOff: ['标准版', 'Normal text'],
  otherLanguage: ['English', '中文'],
  reading: ['语言与字号', 'Language and text size'],
} as const
