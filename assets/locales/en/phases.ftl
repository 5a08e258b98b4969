# What everybody is told about the phase that is on.

phase-minutes = { $minutes } min
phase-numbered = { $number } { $name }
phase-over = Time is over

# Who sees what, in a word or two.
sees-open = Everybody sees it
sees-private = Private until revealed
sees-anonymous = Private, then without names

# The same in plain words, said when a phase begins.
sees-open-says = Everybody sees what you write at once, with your name on it.
sees-private-says = Only you see what you write, until the cards are revealed. Then everybody sees them with your name.
sees-anonymous-says = Only you see what you write, until the cards are revealed. Then everybody sees them, shuffled and without names. Not even the file says whose they were.
sees-read-says = Nothing new is written in this phase.
sees-typing-says = Others may see that somebody is writing, but not who or what.
sees-shares-says = Everybody may see in this phase whose the result is, in percent.

may-title = You may { $what }.
may-nothing = Listen and talk: nothing is changed on the screens in this phase.
may-add = write cards
may-edit-own = change your own cards
may-edit-all = change all cards
may-move = place, group and link cards
may-vote = vote
may-rate = rate moments
may-comment = comment
