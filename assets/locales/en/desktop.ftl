# The menu of the desktop window and its dialogs. In a menu, & stands before the letter that opens it with Alt.

menu-file = &File
menu-new = New
menu-open = Open…
menu-open-recent = Open recent
menu-open-recent-none = Nothing yet
menu-save = Save
menu-save-as = Save as…
menu-close = Close
menu-quit = Quit

menu-edit = &Edit
menu-undo = Undo
menu-redo = Redo
menu-cut = Cut
menu-copy = Copy
menu-paste = Paste
menu-select-all = Select all

menu-view = &View
menu-zoom-in = Zoom in
menu-zoom-out = Zoom out
menu-zoom-fit = Fit everything
menu-theme = Theme
menu-theme-system = As the system
menu-theme-light = Light
menu-theme-dark = Dark

menu-help = &Help
menu-keys = Keys
menu-about = About Atelier

dialog-open = Open a canvas
dialog-save = Save the canvas as
dialog-export = Save the summary as

files-canvas = Atelier canvases
files-scenario = Scenarios
files-all = All files

unsaved-title = Save the changes before closing?
unsaved-says = “{ $title }” has changes that are not in its file yet.
unsaved-save = Save
unsaved-discard = Don’t save
unsaved-cancel = Cancel

replace-title = Replace the file?
replace-says = “{ $name }” is already there. Its content will be replaced.
replace-yes = Replace
replace-no = Choose another name

no-answer-says = Atelier did not answer in time. Everything acknowledged is in the journal and comes back at the next start.
no-answer-way-out = Try again in a moment.

name-not-unicode-says = The name of this file or folder is not valid Unicode. Nothing was read or written.
name-not-unicode-way-out = Rename it, or choose another one.
