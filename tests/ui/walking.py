# SPDX-License-Identifier: GPL-3.0-or-later
"""From window to window, and what is asked of each and of each page: that what can be operated has a
name, and one of its own; that choices are told to be of something; that a field is called what is written at it; that what a picture or a colour says is
said in words; that it is read out as the eye goes, and Tab goes that way; that what comes up by
itself is announced."""

from tap import expect
from tree import CLASSES, Tree, read
from window import Atspi, GLib, get_name, get_role, key, screenshot, wait_until

OPERATED = {'check box', 'check menu item', 'combo box', 'entry', 'link', 'list', 'menu item',
            'password text', 'push button', 'radio button', 'spin button', 'switch', 'text'}
FIELDS = {'combo box', 'entry', 'password text', 'spin button', 'text'}
ANNOUNCED = {'alert', 'notification', 'status bar'}
# Where pictures only repeat what the name says.
NAMED = FIELDS | {'check box', 'menu item', 'push button', 'radio button'}
CHOICES = {'check box', 'radio button'}
# Parts of what is libadwaita's own: the eye of a password row, which is described, and the lists that
# an expander row, a combo row and a table are made of. And the button that closes a toast.
OWN_DESCRIPTIONS = {'Show Text', 'Hide Text'}
# What libadwaita 1.7 calls that eye.
EYES = {'Show Password': 'Show Text', 'Hide Password': 'Hide Text'}
OWN_LISTS = {'', 'GtkColumnListView', 'GtkListBox', 'GtkListView'}
WINDOW_BUTTONS = {'Minimize', 'Maximize', 'Close'}
# Where the history ends and the content begins, in the window that has both.
EDGE = 320
# How many stops there may be at most.
STOPS = 60
# What has the focus and is not operated: a row, text that can be selected, what can be scrolled.
RESTS = {'list item', 'label', 'scroll pane'}


def count(program):
    """Its windows."""
    return program.application.get_child_count()


def open_window(program, action):
    before = count(program)
    action()
    wait_until(lambda: count(program) > before, 'its window')


def close_window(program, word='Escape'):
    before = count(program)
    key(word)
    wait_until(lambda: count(program) < before, 'its end')
    program.take_keyboard()


def _get_edge(program):
    return EDGE if program.top == program.frame else 0


def _is_own(node):
    """Whether it is libadwaita's, and not for us to name."""
    if node.parent.name == 'AdwToastWidget':
        return True
    if node.role == 'push button' and node.parent.role == 'combo box':
        return True
    if node.role == 'list' and node.name in OWN_LISTS:
        return node.parent.role in ('grouping', 'panel', 'list item', 'tree table')
    return node.role == 'push button' and (node.description in OWN_DESCRIPTIONS or node.name in EYES)


def _operated(tree):
    """What is shown and can be operated."""
    return [node for node in tree.shown if node.role in OPERATED
            and 'focusable' in node.states and not _is_own(node)]


def _is_answer(node):
    """Whether it is one of the buttons of a question."""
    return node.role == 'push button' and [*node.above][-1].role == 'dialog' \
        and len(node.parent.children) > 1 \
        and all(beside.role == 'push button' for beside in node.parent.children)


def _rows(tree):
    """What is operated, one by one. Answers that have no room beside each other libadwaita 1.7 puts
    one over the other and tells from the last up; Tab goes down."""
    rows = [node for node in _operated(tree) if node.role != 'list']
    if tree.tells_only_shown:
        answers = [node for node in rows if _is_answer(node)]
        downwards = iter(sorted(answers, key=lambda node: node.area[1]))
        rows = [next(downwards) if node in answers else node for node in rows]
    return rows


def find_nameless(tree):
    nameless = []
    for node in _operated(tree) + tree.find_shown(lambda node: node.role == 'progress bar'):
        half = node.name[:len(node.name) // 2]
        if not node.name or node.name.startswith(CLASSES) or node.name == f'{half} {half}':
            nameless.append((node.role, node.name, node.description))
    return nameless


def _told_with(tree, node):
    """What is read out with it, by which those of the same name are told apart. Of two rows of the
    same name the rest is read out, too."""
    described = node.relations.get(Atspi.RelationType.DESCRIBED_BY, [])
    texts = [tree.by_path[path].name for path in described if path in tree.by_path]
    row = next((over for over in node.above if over.role == 'list item'), None)
    if texts and row is not None:
        texts += [label.name for label in row.find_all('label')]
    rows = [over.name for over in node.above if over.role in ('list item', 'text') and over.name]
    return node.role, node.name, node.description, *texts, *rows


def find_alike(tree):
    """Those that are read out the same, and are not the same thing within itself."""
    seen, alike = {}, set()
    for node in _operated(tree):
        other = seen.get(_told_with(tree, node))
        if other is not None and node.role != 'list' and other not in node.above:
            alike.add(_told_with(tree, node))
        seen[_told_with(tree, node)] = node
    return alike


def _is_named(tree, node):
    labels = [tree.by_path[path].name for path in node.relations.get(Atspi.RelationType.LABELLED_BY, [])
              if path in tree.by_path]
    return any(labels) or node.name != '' and not node.name.startswith(CLASSES)


def find_loose(tree):
    """The choices of several of which nothing but the window says what they are of."""
    choices = [node for node in _operated(tree) if node.role in CHOICES]
    loose = []
    for node in choices:
        group = next((over for over in node.above
                      if len([other for other in over.walk() if other in choices]) > 1), tree.root)
        named = [over for over in (group, *group.above) if _is_named(tree, over)]
        if group is not tree.root and named in ([], [tree.root]):
            loose.append((node.role, node.name))
    return loose


def find_untied(tree):
    """The fields that are not called what is written at them, or over all of their window."""
    untied = []
    for node in _operated(tree):
        if node.role not in FIELDS or node.role == 'entry':
            continue
        written = {label.name for label in node.find_all('label')} | {tree.root.name}
        if Atspi.RelationType.LABELLED_BY not in node.relations and node.name not in written:
            untied.append((node.role, node.name))
    return untied


def _is_folded_by(node):
    """Whether it is the row that folds and unfolds others, which lies in that of all of them."""
    return node.role == 'list item' and any(over.role == 'list item' for over in node.above)


def find_wordless(tree):
    """The pictures that say what nothing else does."""
    return [node.area for node in tree.shown if node.role == 'image'
            and (not node.name or node.name.startswith(CLASSES))
            and not any(over.role in NAMED or _is_folded_by(over) for over in node.above)]


def _announced(tree):
    """What is read out by itself."""
    return {part.name for node in tree.find_shown(lambda node: node.role in ANNOUNCED)
            for part in node.walk()}


def find_unexplained(tree):
    """The fields that are marked as wrong, and of which nothing is told but that."""
    return [(node.role, node.name) for node in _operated(tree)
            if node.states & {'invalid', 'invalid-entry'}
            and node.description not in _announced(tree)]


def _goes_back(before, after):
    """Whether the eye would go up, or to the left in one line."""
    if before[1] >= after[1] + after[3]:
        return True
    is_below = after[1] >= before[1] + before[3]
    return not is_below and before[0] >= after[0] + after[2]


def _find_back(nodes, edge):
    """Where one is told before another that the eye comes to first: for each side of `edge`, and for
    each popover."""
    groups = {}
    for node in nodes:
        popover = next((over.path for over in node.above if over.is_popover), None)
        groups.setdefault((popover, node.area[0] < edge), []).append(node)
    return [[(a.name, b.name) for a, b in zip(group, group[1:]) if _goes_back(a.area, b.area)]
            for group in groups.values()]


def expect_told(program, name=None):
    """All that can be found without touching anything; `name` is that of its picture."""
    def look():
        """Once it is at rest: in GTK 4.18 a button that fades in or out has no name meanwhile."""
        tree = read(program)
        found[:] = [('no name', find_nameless(tree)), ('not one’s own', find_alike(tree)),
                    ('of what', find_loose(tree)), ('not tied', find_untied(tree)),
                    ('without words', find_wordless(tree)),
                    ('not explained', find_unexplained(tree)),
                    ('in disorder', sum(_find_back(_rows(tree), _get_edge(program)), []))]
        return not any(what for _, what in found) and tree

    found = []
    if name is not None:
        screenshot(f'walk-{name}')
    try:
        return wait_until(look, 'the names', 5)
    except AssertionError:
        raise AssertionError([(kind, what) for kind, what in found if what]) from None


def is_announced(program, sentence):
    return sentence in _announced(read(program))


def expect_announced(program, sentence):
    """It is, or is written in, what is read out by itself."""
    wait_until(lambda: is_announced(program, sentence), f'“{sentence}” announced')


class Focus:
    """Follows the keyboard's focus, of which GTK tells when it changes."""

    def __init__(self):
        self._last = None
        self._context = GLib.MainContext.default()
        self._listener = Atspi.EventListener.new(self._on_event)
        self._listener.register('object:state-changed:focused')

    def _on_event(self, event):
        # GTK 4.8 tells the focus of an entry row only as a change of one of its parts. What had it
        # may tell that it is gone when another window has it already.
        try:
            if event.detail1 or get_role(event.source) not in OPERATED | RESTS:
                self._last = event.source
        except GLib.Error:      # it went away
            pass

    def find(self):
        """What can be operated and has it, or holds what has it."""
        while self._context.iteration(False):
            pass
        owner = self._last
        try:
            while owner is not None and get_role(owner) not in OPERATED | RESTS:
                owner = owner.get_parent()
        except GLib.Error:      # it went away with its window
            return None
        return owner

    def get_name(self):
        """The eye of a password row has a description only in libadwaita 1.2, and GTK 4.8 tells the
        name of a button of a question twice, first with its mnemonic, wherever that is."""
        owner = self.find()
        if owner is None:
            return None
        if owner.get_description() in OWN_DESCRIPTIONS:
            return owner.get_description()
        name = get_name(owner)
        half = name[len(name) // 2 + 1:]
        name = half if name[:len(name) // 2].replace('_', '', 1) == half else name
        return EYES.get(name, name)

    def expect(self, name):
        try:
            wait_until(lambda: self.get_name() == name, f'the focus on “{name}”', 10)
        except AssertionError:
            expect(self.get_name(), name)

    def go_on(self, name):
        """Presses Tab until it has it, wherever it is now."""
        for _ in range(STOPS):
            before = self.find()
            key('Tab')
            wait_until(lambda: self.find() not in (None, before), 'the next')
            if self.get_name() == name:
                return
        raise AssertionError(f'Tab does not come to “{name}”')

    def go(self, word, *names):
        """Presses a key until each of them has it, one after the other."""
        for name in names:
            key(word)
            self.expect(name)


def expect_order(program, focus, names):
    """Tab comes to these, in this order, which is to all that can be operated and as the eye goes."""
    focus.go('Tab', *names)
    tree = Tree(program.top)
    shown = _operated(tree)
    missed = {(node.role, node.name) for node in shown if 'sensitive' in node.states
              and node.role in FIELDS | {'push button'} and node.name not in {*names, *WINDOW_BUTTONS}}
    expect(missed, set())
    by_name = {node.name: node for node in reversed(shown)}
    stops = [by_name[name] for name in names if name and name in by_name]
    # It begins again at the top.
    expect([back for back in _find_back(stops, _get_edge(program)) if len(back) > 1], [])
