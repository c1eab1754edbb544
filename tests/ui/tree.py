# SPDX-License-Identifier: GPL-3.0-or-later
"""All that a window tells on the accessibility bus, read at once.

A window has some thousand answers, and asked for one by one they take seconds, in which the first
become old. Here the program gives most of them in one, and the questions of a whole level of the
tree are on their way together. What is shown, which takes more of them, is found only of what is
looked for."""

import functools

from window import (HISTORY, MENUS, ROLES, Atspi, Gio, GLib, find, get_menu_pages, wait_until,
                    xdotool)

ACCESSIBLE, COMPONENT = 'org.a11y.atspi.Accessible', 'org.a11y.atspi.Component'
CACHE, CACHE_PATH = 'org.a11y.atspi.Cache', '/org/a11y/atspi/cache'
TEXT = 'org.a11y.atspi.Text'
PROPERTIES = 'org.freedesktop.DBus.Properties'
NOTHING = '/org/a11y/atspi/null'
# Built once, since they are sent by the thousand.
OF_ACCESSIBLE = GLib.Variant('(s)', (ACCESSIBLE,))
PARENT = GLib.Variant('(ss)', (ACCESSIBLE, 'Parent'))
LENGTH = GLib.Variant('(ss)', (TEXT, 'CharacterCount'))
IN_WINDOW = GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),))
STATES = [Atspi.StateType(value).value_nick for value in range(int(Atspi.StateType.LAST_DEFINED))]
# What only holds others.
BOXES = {'filler', 'grouping', 'panel', 'scroll bar', 'scroll pane', 'separator'}
# Names of the classes that GTK 4.8 gives to what has no name.
CLASSES = ('Adw', 'Gtk', 'Inlet')


def _connect():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None,
                                 None, Gio.DBusCallFlags.NONE, -1, None).unpack()
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)


class Questions:
    """Asks the program whatever is added, and waits for all of the answers."""
    _bus = None

    def __init__(self, bus_name):
        Questions._bus = Questions._bus or _connect()
        self._bus_name = bus_name
        self._open = 0

    def add(self, path, interface, method, on_answer, parameters=None):
        self.add_long(path, interface, method, lambda answer: on_answer(*answer.unpack()),
                      parameters)

    def add_long(self, path, interface, method, on_answer, parameters=None):
        """Of which the answer takes its time to unpack, and is given as it is."""
        def on_called(bus, result):
            self._open -= 1
            try:
                on_answer(bus.call_finish(result))
            except GLib.Error:      # it went away, or has no such thing
                pass

        self._open += 1
        self._bus.call(self._bus_name, path, interface, method, parameters, None,
                       Gio.DBusCallFlags.NONE, 15000, None, on_called)

    def wait(self):
        while self._open > 0:
            GLib.MainContext.default().iteration(True)


def _holds(area, other):
    """Whether the centre of the other is in it."""
    return all(area[i] <= other[i] + other[i + 2] // 2 < area[i] + area[i + 2] for i in (0, 1))


class Node:
    """One of what is told, as it was when it was read."""

    def __init__(self, path, parent=None):
        self.path, self.parent, self.children = path, parent, []
        self.role = self.name = self.description = ''
        self.states, self.relations = set(), {}
        # What is known of those that were looked at: see Tree.find_shown().
        self.area = 0, 0, 0, 0
        self.is_shown = False
        self.is_seen = False    # or a part of it is

    def _set_role(self, role):
        name = Atspi.role_get_name(Atspi.Role(role))
        self.role = ROLES.get(name, name)

    def _set_properties(self, values):
        self.name, self.description = values['Name'].strip(), values['Description']

    def _set_states(self, words):
        bits = words[0] | words[1] << 32
        self.states = {state for index, state in enumerate(STATES) if bits >> index & 1}

    def _set_children(self, children):
        self.children = [Node(path, self) for _, path in children if path != NOTHING]

    def _set_area(self, area):
        self.area = area

    def _set_relations(self, relations):
        self.relations = {Atspi.RelationType(kind): [path for _, path in targets]
                          for kind, targets in relations}

    def take(self, facts):
        """What the program gives of all together; whether it has children."""
        name, role, description, states = (facts.get_child_value(i).unpack() for i in range(6, 10))
        self._set_role(role)
        self._set_properties({'Name': name, 'Description': description})
        self._set_states(states)
        return facts.get_child_value(4).get_int32() > 0

    def ask(self, questions):
        """What was not given."""
        questions.add(self.path, ACCESSIBLE, 'GetRole', self._set_role)
        questions.add(self.path, ACCESSIBLE, 'GetState', self._set_states)
        questions.add(self.path, PROPERTIES, 'GetAll', self._set_properties, OF_ACCESSIBLE)

    def ask_children(self, questions):
        questions.add(self.path, ACCESSIBLE, 'GetChildren', self._set_children)

    def ask_relations(self, questions):
        questions.add(self.path, ACCESSIBLE, 'GetRelationSet', self._set_relations)

    def ask_text(self, questions):
        """In GTK 4.18 a status has no name, but its text."""
        def set_text(text):
            self.name = text

        def on_counted(count):
            questions.add(self.path, TEXT, 'GetText', set_text, GLib.Variant('(ii)', (0, count)))

        questions.add(self.path, PROPERTIES, 'Get', on_counted, LENGTH)

    def ask_area(self, questions):
        questions.add(self.path, COMPONENT, 'GetExtents', self._set_area, IN_WINDOW)

    def name_items(self):
        """In GTK 4.18 an item of a menu says that a label names it which is not told: see window.py."""
        items = self.find_all('menu item')
        pages = get_menu_pages(self.name) if self.name in MENUS else ()
        for item, name in zip(items, next((page for page in pages if len(page) == len(items)), ())):
            item.name = item.name or name

    @property
    def above(self):
        """What it lies in, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def is_popover(self):
        """Whether it is a button with one that is open."""
        return self.role == 'push button' and 'expanded' in self.states

    @property
    def is_covered(self):
        """Whether nothing of it is seen and something is of what is beside it at the same place, as
        in a stack."""
        beside = self.parent.children if self.parent is not None else []
        return not self.is_seen and any(
            other.is_seen for other in beside if _holds(other.area, self.area))

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def find_all(self, role):
        return [node for node in self.walk() if node.role == role]


class Tree:
    """A window, from its frame down, in the order in which it is read out."""

    def __init__(self, frame):
        self._bus_name = frame.app.bus_name
        self.root = Node(frame.path)
        questions = Questions(self._bus_name)
        self._read(questions)
        self.by_path = {node.path: node for node in self.root.walk()}
        for node in self.root.walk():
            if node.role == 'status bar' and not node.name:
                node.ask_text(questions)
            elif node.role == 'menu':
                node.name_items()
        questions.wait()

    def _read(self, questions):
        """All windows together, what has been there and has not yet gone among it; what is in it,
        and in which order, is asked level by level."""
        def set_given(answer):
            items = answer.get_child_value(0)
            for item in (items.get_child_value(i) for i in range(items.n_children())):
                given[item.get_child_value(0).get_child_value(1).get_string()] = item

        given = {}
        questions.add_long(CACHE_PATH, CACHE, 'GetItems', set_given)
        self.root.ask_area(questions)
        questions.wait()
        row = [self.root]
        while row:
            for node in row:
                facts = given.get(node.path)
                if facts is None:
                    node.ask(questions)
                if facts is None or node.take(facts):
                    node.ask_children(questions)
            questions.wait()
            row = [child for node in row for child in node.children]

    @property
    def tells_only_shown(self):
        """GTK 4.8 says so of the frame alone."""
        return any('showing' in node.states for node in self.root.children)

    def find_shown(self, is_wanted):
        """Those of which `is_wanted` is true and that are shown."""
        nodes = [node for node in self.root.walk() if node.role not in BOXES and is_wanted(node)]
        if self._look_at(nodes):
            return [node for node in self.shown if is_wanted(node)]
        return [node for node in nodes if node.is_shown]

    @functools.cached_property
    def shown(self):
        """All that are shown, with their relations."""
        for node in self._look_at(self.by_path.values()):
            node.is_shown = not any(branch.is_covered for branch in (node, *node.above))
        nodes = [node for node in self.root.walk() if node.is_shown]
        questions = Questions(self._bus_name)
        for node in nodes:
            node.ask_relations(questions)
        questions.wait()
        return nodes

    def _look_at(self, nodes):
        """Finds what lies at the centre of each, as `Program.is_shown` does, and gives those of
        which that says nothing."""
        def ask(node):
            def set_there(there):
                if there[1] == NOTHING:
                    unsure.append(node)
                else:
                    self._climb(questions, node, there[1])

            x, y = (node.area[i] + node.area[i + 2] // 2 for i in (0, 1))
            questions.add(self.root.path, COMPONENT, 'GetAccessibleAtPoint', set_there,
                          GLib.Variant('(iiu)', (x, y, int(Atspi.CoordType.WINDOW))))

        unsure = []
        questions = Questions(self._bus_name)
        for node in {self.root, *nodes}:
            node.ask_area(questions)
        questions.wait()
        _, _, width, height = self.root.area
        for node in nodes:
            node.is_shown = False
            x, y = (node.area[i] + node.area[i + 2] // 2 for i in (0, 1))
            if min(node.area[2:]) <= 0 or node.role in BOXES:
                continue
            # A popover reaches beyond the window, and lies within the button that it is of.
            if 'showing' in node.states or any(over.is_popover for over in node.above):
                node.is_shown = True
            elif 0 <= x < width and 0 <= y < height:
                ask(node)
        questions.wait()
        return unsure

    def _climb(self, questions, node, path):
        """Finds whether `node` is or holds what is at `path`, which may be a part that is not told."""
        there = self.by_path.get(path)
        if there is not None:
            node.is_shown = there is node or node in there.above
            for over in (node, *node.above) if node.is_shown else ():
                over.is_seen = True
        elif path != NOTHING:
            questions.add(path, PROPERTIES, 'Get',
                          lambda parent: self._climb(questions, node, parent[1]), PARENT)

    def find(self, role, name):
        """The innermost, if it is within what is called the same."""
        nodes = self.find_shown(lambda node: node.role == role and node.name == name)
        return next((node for node in nodes if not any(node in inner.above for inner in nodes)), None)

    def says(self, sentence):
        return len(self.find_shown(lambda node: sentence in node.name)) > 0

    def is_at_rest(self, node):
        """Whether it is where it was."""
        before = node.area
        questions = Questions(self._bus_name)
        node.ask_area(questions)
        questions.wait()
        return node.area == before

    def get_place(self, node):
        """Its area from the corner of the frame, of which GTK 4.18 tells as `get_area` in window.py
        says."""
        left, top = (min(self.root.area[i], 0) for i in (0, 1))
        x, y, width, height = node.area
        return x - 2 * left, y - 2 * top, width, height

    def press(self, node):
        """Its first action, which for a button is what it is for; whether that was done. GTK 4.18 may
        answer nothing for an item of a menu, which goes away with that."""
        answers = []
        questions = Questions(self._bus_name)
        questions.add(node.path, 'org.a11y.atspi.Action', 'DoAction', answers.append,
                      GLib.Variant('(i)', (0,)))
        questions.wait()
        return answers[0] if answers else node.role == 'menu item'


def read(program):
    """The window that was opened last."""
    return Tree(program.top)


def expect_shown(program, role, name):
    """Gives the tree, and what has `role` and `name` in it, once it is shown."""
    def look():
        tree = read(program)
        node = tree.find(role, name)
        return (tree, node) if node is not None else None
    return wait_until(look, f'{role} “{name}”')


def press(program, name, role='push button'):
    """As soon as it can be."""
    def try_it():
        tree = read(program)
        node = tree.find(role, name)
        return node is not None and tree.press(node)
    wait_until(try_it, f'{role} “{name}” pressed')


def _find_history(program):
    """What is in it is found only where it is looked for."""
    return find(program.top, 'list', HISTORY)


def click(program, name, role='list item'):
    """With the pointer, what has no action on the accessibility bus."""
    tree, node = expect_shown(program, role, name)
    wait_until(lambda: tree.is_at_rest(node), f'“{name}” at rest')
    if tree.tells_only_shown:
        there = find(program.top, role, name) or find(_find_history(program), role, name)
        program.click(there, frame=program.top)
    else:
        x, y, width, height = node.area
        xdotool('mousemove', x + width // 2, y + height // 2, 'click', 1)


def expect_says(program, *sentences):
    def look():
        tree = read(program)
        return all(tree.says(sentence) for sentence in sentences)
    wait_until(look, f'{sentences}')
