// What a tablet's page is made of here: the product's own modules, as the reader wires them.
export { MeetingRecord } from '../../../static/record/record.js';
export { WritingDesk } from '../../../static/paper/desk.js';
export { Marks } from '../../../static/paper/marks.js';
