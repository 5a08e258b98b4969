/** The texts of the projector's screen. */
import projector from '../../../assets/locales/en/projector.ftl?raw';
import { addWords } from '../words/words';

addWords('projector.ftl', projector);
