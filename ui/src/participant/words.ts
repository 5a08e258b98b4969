/** The texts of the participant's page. */
import participant from '../../../assets/locales/en/participant.ftl?raw';
import { addWords } from '../words/words';

addWords('participant.ftl', participant);
