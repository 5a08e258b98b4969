# The phases of the agendas that come with Atelier. Each name fits on a phone's first line; each
# instruction says what to do, in words that need no explanation.

plan-welcome-name = Arrive
plan-welcome-instruction = Say who you are and what you would like to be different afterwards. The facilitator says what we want to have at the end, and what is recorded.
plan-steps-name = What happens today
plan-steps-instruction = Write what you do, one step on each card, and put it where it belongs in the journey. Write what really happens, not what should happen.
plan-rate-name = How it feels today
plan-rate-instruction = Look at the moments you know. Say what you expected, how well it worked and how it felt. Staff guess what customers would say.
plan-pains-name = What stands in the way
plan-pains-instruction = Alone and in silence: what made it hard, slow or unpleasant? One thing on each card, with what happened, not whose fault it was.
plan-unsaid-name = What nobody says
plan-unsaid-instruction = Write what everybody knows and nobody says aloud. No name stands on these cards, now or later, unless you claim one yourself.
plan-read-name = Read in silence
plan-read-instruction = All cards are on the table now. Read them in silence. Comment where you want to know more. Nobody has to defend a card.
plan-questions-name = Turn it into questions
plan-questions-instruction = Take what hurts most and write a question that makes one want to answer: “How could we…?” Not too large, and with no answer hidden in it.
plan-break-name = Break
plan-break-instruction = Get up, have a coffee, talk with somebody from the other side of the table.
plan-ideas-name = Ideas, each alone
plan-ideas-instruction = Alone and in silence: write as many ideas as you can, one on each card, also unfinished and odd ones. Nobody sees them until all are revealed.
plan-build-name = Build on each other
plan-build-instruction = Choose an idea of somebody else, best of the other side, and make it better: add to it, or write a new card that builds on it.
plan-group-name = Put together
plan-group-instruction = Move what belongs together side by side and give each group a name. Merge cards only if they say the same.
plan-vote-name = Choose
plan-vote-instruction = Give your votes to what would change most for customers. Nobody sees what others choose until the end of the round.
plan-decide-name = Decide
plan-decide-instruction = Look at what customers and what staff chose, and where they differ. Decide together what is done first, and what is parked and why.
plan-promise-name = Promise
plan-promise-instruction = For each decision: who does what until when? A promise is small enough to be kept, has one name and a date.
plan-settle-name = Decide and promise
plan-settle-instruction = Look at what customers and what staff chose. Decide what is done first. For each decision: who does what until when?
plan-close-name = Whose is it?
plan-close-instruction = Look together at whose ideas the result is made of. Say what surprises you, and what you take with you.
