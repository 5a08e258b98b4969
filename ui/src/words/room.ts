/** The texts of leading a workshop, which a participant's page does not need. */
import agendas from '../../../assets/locales/en/agendas.ftl?raw';
import room from '../../../assets/locales/en/room.ftl?raw';
import { addWords } from './words';

addWords('room.ftl', room);
addWords('agendas.ftl', agendas);
