/** The texts of the board and all that is around it, which a participant's page does not need. */
import screen from '../../../assets/locales/en/screen.ftl?raw';
import { addWords } from './words';

addWords('screen.ftl', screen);
