# SPDX-License-Identifier: GPL-3.0-or-later
"""The program with its window, driven from outside as a person would: with the keyboard and the
pointer of the X display, and through the accessibility bus, which is how it is read.

What GTK 4.8 tells there has its limits. Pages of a stack that are not shown are told as visible, so
`is_shown` asks what lies under the pointer instead; what a list item holds is found in its labels;
and extents are those in the window. GTK 4.18 and its bus have other limits and other names; they
are made one in `walk`, `get_area` and `is_invalid`."""

import contextlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time
import warnings
from xml.etree import ElementTree

# What turns warnings into crashes is for the program, not for what drives it.
_environment = dict(os.environ)
os.environ.pop('G_DEBUG', None)
warnings.filterwarnings('ignore', category=DeprecationWarning)

import gi                                   # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 15
# Nothing that is looked for lies in these, and looking takes its time.
LEAVES = {'combo box', 'image', 'label', 'scroll bar', 'separator', 'text'}
HISTORY = 'Connections'
# Where what is written in a menu stands, by the name of the menu.
MENUS = {'Main Menu': 'inlet-primary-menu.ui', 'Copy As': 'inlet-copy-row.ui'}
# What newer libraries call them, and what GTK 4.8 does.
ROLES = {'button': 'push button', 'toggle button': 'push button'}

# Said by GTK 4.18 of the heading that libadwaita 1.7 asks for its height in too little width.
HEADING = re.compile(r'\n\(\S+:\d+\): Gtk-WARNING \*\*: [\d:.]+: Trying to measure GtkLabel 0x\w+ '
                     r'for width of \d+, but it needs at least \d+\n')

# A place that notifications go to, as desktops have it: without one GLib would warn.
_bus = Gio.bus_get_sync(Gio.BusType.SESSION)
_bus.call_sync(
    'org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'RequestName',
    GLib.Variant('(su)', ('org.gtk.Notifications', 0)), None, Gio.DBusCallFlags.NONE, -1, None)


def wait_until(condition, what, patience=PATIENCE):
    """Gives what `condition` gives as soon as that is true."""
    deadline = time.monotonic() + patience
    while True:
        try:
            value = condition()
        except GLib.Error:      # it went away while it was looked at
            value = None
        if value:
            return value
        if time.monotonic() > deadline:
            screenshot('failed')
            raise AssertionError(f'{what}: not within {patience} s')
        time.sleep(0.02)


def xdotool(*words):
    return subprocess.run(['xdotool', *map(str, words)], check=True, capture_output=True,
                          text=True).stdout


def xdotool_finds(*criteria):
    """The X windows on the display."""
    return subprocess.run(['xdotool', 'search', '--onlyvisible', *criteria], capture_output=True,
                          text=True).stdout.split()


def key(*names):
    xdotool('key', *names)


def type_text(text):
    """For the field that has the focus, in ASCII."""
    xdotool('type', '--delay', 4, text)


@contextlib.contextmanager
def copied(write_clipboard, text):
    """What another program has copied, for as long as that runs."""
    with subprocess.Popen([write_clipboard], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        program.stdin.write(text.encode())
        program.stdin.close()
        program.stdout.readline()
        try:
            yield
        finally:
            program.kill()


def screenshot(name):
    folder = os.environ.get('INLET_SCREENSHOTS')
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', f'{folder}/{name}.png'], check=True)


def get_role(accessible):
    name = accessible.get_role_name()
    return ROLES.get(name, name)


def get_name(accessible):
    """In GTK 4.18 a status has no name, but its text, and an item of a menu says that a label names
    it which is not told. In 4.8 the name of a button with a mnemonic begins with a blank."""
    name = accessible.get_name().strip()
    if name:
        return name
    role = get_role(accessible)
    if role == 'status bar' and accessible.get_text_iface() is not None:
        return get_text(accessible)
    return _get_menu_name(accessible) if role == 'menu item' else ''


def get_menu_pages(name):
    """What is written in the menu `name`: on its first page, and on that of each menu in it."""
    def get_label(entry):
        return entry.find('attribute[@name="label"]').text.replace('_', '')

    folder = pathlib.Path(__file__).resolve().parents[2] / 'src/ui'
    menu = ElementTree.parse(folder / MENUS[name]).find('menu')
    yield [get_label(entry) for entry in menu.iterfind('section/*')]
    for entry in menu.iter('submenu'):
        yield [get_label(part) for part in (entry, *entry.iterfind('item'))]


def _get_menu_name(item):
    """What is written in the menu at the place of `item`. Only the page that is shown is told."""
    menu = item
    while menu.get_role_name() != 'menu':
        menu = menu.get_parent()
    items = [accessible for role, accessible in walk(menu) if role == 'menu item']
    pages = get_menu_pages(menu.get_name())
    names = next((page for page in pages if len(page) == len(items)), None)
    return names[items.index(item)] if names else ''


def _get_extents(accessible, kind=Atspi.CoordType.WINDOW):
    area = Atspi.Component.get_extents(accessible, kind)
    return area.x, area.y, area.width, area.height


def _get_doubled(accessible, frame):
    """By how much GTK 4.18 tells it too far from the corner: the place of a page in its stack it
    counts twice, once for the page and once for what is on it."""
    x, y = 0, 0
    while accessible is not None and accessible != frame:
        page = accessible.get_parent()
        if page is not None and page != frame and page.get_child_count() == 1:
            own = _get_extents(accessible, Atspi.CoordType.PARENT)
            if page.get_role_name() == 'panel' \
                    and own == _get_extents(page, Atspi.CoordType.PARENT):
                x, y = x + own[0], y + own[1]
        accessible = page
    return x, y


def get_area(accessible, frame):
    """Where it is, from the corner of `frame`. GTK 4.18 tells it from inside the border, which is
    as wide as the frame's own corner lies before zero, and the frame's from there once more."""
    left, top, _, _ = _get_extents(frame)
    x, y, width, height = _get_extents(accessible)
    if left < 0:
        doubled_x, doubled_y = _get_doubled(accessible, frame)
        x, y = x - 2 * left - doubled_x, y - 2 * top - doubled_y
    return x, y, width, height


def walk(root, is_leaf=None):
    """Every accessible below `root`, with its role, level by level. Each question takes its time,
    so `is_leaf` says where not to ask further."""
    row = [root]
    while row:
        accessible = row.pop(0)
        try:
            role = get_role(accessible)
            yield role, accessible
            if is_leaf is not None and accessible != root and is_leaf(role, accessible):
                continue
            children = (accessible.get_child_at_index(index)
                        for index in range(accessible.get_child_count()))
            row.extend(child for child in children if child is not None)
        except GLib.Error:      # it went away
            continue


def _holds_nothing(role, accessible):
    return role in LEAVES or role == 'list' and accessible.get_name() == HISTORY


def _is_called(accessible, role, name):
    """In GTK 4.18 a drop-down has the name of what is chosen in it, and its own is its tooltip's."""
    return get_name(accessible) == name or \
        role == 'combo box' and accessible.get_description() == name


def _each(root, role, name=None):
    return (accessible for its_role, accessible in walk(root, _holds_nothing)
            if its_role == role and (name is None or _is_called(accessible, role, name)))


def find_all(root, role, name=None):
    """Those with `role`, and with `name` if given."""
    return list(_each(root, role, name))


def find(root, role, name=None):
    """The first of them; looking for more takes its time."""
    return next(_each(root, role, name), None)


def labels(root):
    """What is written below `root`."""
    return [accessible.get_name() for role, accessible in walk(root) if role == 'label']


def get_text(accessible):
    return Atspi.Text.get_text(accessible, 0, Atspi.Text.get_character_count(accessible))


def holds(accessible, secret):
    """Whether that is typed in the field of a secret. GTK 4.18 tells a bullet for each letter of it,
    and so no more than that nothing is gone; what is sent shows the rest."""
    return get_text(accessible) in (secret, '•' * len(secret))


def type_path(chooser, path):
    """Names the file in the file chooser, at once: what GTK 4.18 completes while one types, it mixes up
    with what is typed, and its own criticals would end the program."""
    key('ctrl+l')
    set_text(wait_until(lambda: find(chooser, 'text'), 'the place for the path'), str(path))


def set_text(accessible, text):
    """Types over what is there."""
    assert Atspi.EditableText.set_text_contents(accessible, text)


def press(accessible):
    """Presses a button, wherever it is, as soon as it can be pressed. GTK 4.18 may answer nothing for
    an item of a menu, which goes away with that; what follows shows whether it was pressed."""
    is_item = get_role(accessible) == 'menu item'

    def try_it():
        try:
            return Atspi.Action.do_action(accessible, 0)
        except GLib.Error:
            if not is_item:
                raise
            return True

    wait_until(try_it, 'to be pressed')


def has_state(accessible, state):
    return accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))


def is_invalid(accessible):
    """GTK 4.8 tells so in a state of another name."""
    return has_state(accessible, 'invalid') or has_state(accessible, 'invalid_entry')


def answer_prompt(reply):
    """Answers the window in which the desktop asks for the keyring's password. It is not asked
    through the accessibility bus, where it may block for good while it starts; and what is typed
    before it has the keyboard is lost, so `reply` is called until it is gone."""
    def find_prompts():
        return xdotool_finds('--class', 'gcr-prompter')

    def is_answered():
        reply()
        deadline = time.monotonic() + 2
        while find_prompts() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not find_prompts()

    wait_until(find_prompts, 'the prompt')
    wait_until(is_answered, 'its end')


def run_terminal(inlet, *words, said=''):
    """The program in a terminal, once it has ended."""
    return subprocess.run([inlet, *words], input=said, capture_output=True, text=True, timeout=60,
                          env={**_environment, 'G_DEBUG': 'fatal-warnings'})


def terminal(inlet, *words, said='', status=0):
    """What the program prints in a terminal."""
    result = run_terminal(inlet, *words, said=said)
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stderr}')
    return result.stdout


class Program:
    """Inlet, from its start to its end."""

    def __init__(self, inlet, *words, size=None, environment={}):
        self._messages = tempfile.TemporaryFile()
        self.process = subprocess.Popen([inlet, *words], stdout=self._messages,
                                        stderr=self._messages, stdin=subprocess.DEVNULL,
                                        env={**_environment, **environment})
        # Asked any earlier, the accessibility bus has only half of it.
        x_window = wait_until(self._find_window, 'the window')[0]
        self.application = wait_until(self._find_application, 'the window, to be read')
        self.application.set_cache_mask(Atspi.Cache.NONE)
        self.frame = self.application.get_child_at_index(0)
        self._x_window = x_window
        if size is not None:
            self.resize(*size)
        # Where it hits nothing. Without a window manager the keys go to the window under it.
        xdotool('mousemove', 160, 400)

    def resize(self, width, height):
        xdotool('windowsize', self._x_window, width, height)

    def take_keyboard(self):
        """As a window manager gives it to what is on top when what was opened over it is closed.
        Without one X leaves it to none, and GTK 4.18 does not always hear what then comes by the
        pointer."""
        xdotool('windowfocus', '--sync', max(self.get_x_windows(), key=int))

    def get_keyboard(self):
        """The X window that has it."""
        return xdotool('getwindowfocus').strip()

    @property
    def size(self):
        geometry = xdotool('getwindowgeometry', '--shell', self._x_window)
        values = dict(line.split('=') for line in geometry.split())
        return int(values['WIDTH']), int(values['HEIGHT'])

    @property
    def extent(self):
        """Its size as it knows it itself."""
        left, top, width, height = _get_extents(self.frame)
        return width + 2 * left, height + 2 * top

    @property
    def tells_only_shown(self):
        """GTK 4.8 tells of all that there is, and of nothing that it is showing."""
        return has_state(self.frame, 'showing')

    def get_x_windows(self):
        return xdotool_finds('--pid', str(self.process.pid))

    def _find_window(self):
        if self.process.poll() is not None:
            raise AssertionError(f'ended: {self.process.returncode} {self.read_messages()}')
        return self.get_x_windows()

    def _find_application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid \
                    and application.get_child_count() > 0:
                return application
        return None

    @property
    def top(self):
        """The window that was opened last."""
        return self.application.get_child_at_index(self.application.get_child_count() - 1)

    def expect_closed(self):
        """What was opened over the window closes, and the window has the keyboard again."""
        wait_until(lambda: self.top == self.frame, 'its end')
        self.take_keyboard()

    def has(self, role, name, frame=None):
        frame = frame or self.frame
        return next((accessible for accessible in find_all(frame, role, name)
                     if self.is_shown(accessible, frame)), None)

    def expect(self, role, name, frame=None):
        """Gives what has `role` and `name`, once it is shown."""
        return wait_until(lambda: self.has(role, name, frame), f'{role} “{name}”')

    def said(self, frame):
        """What can be read, in labels and in statuses."""
        return {get_name(accessible) for role, accessible in walk(frame, _holds_nothing)
                if role in ('label', 'status bar') and self.is_shown(accessible, frame)}

    def says(self, sentence):
        return sentence in self.said(self.frame)

    def expect_said(self, *sentences, frame=None):
        wait_until(lambda: set(sentences) <= self.said(frame or self.frame), f'{sentences}')

    def fields(self, root=None):
        """The entry rows, by their titles: those that are shown, to be scrolled to, or, in GTK 4.8,
        folded."""
        return {row.get_name(): row for row in find_all(root or self.frame, 'text')}

    def _turn_folds(self, is_unfolded, root=None):
        """Folds or unfolds what can be, and gives whether there was any."""
        rows = [row for row in find_all(root or self.frame, 'list item')
                if has_state(row, 'expandable') and has_state(row, 'expanded') != is_unfolded]
        for row in rows:
            self.click(row, frame=root)
        return len(rows) > 0

    @contextlib.contextmanager
    def _unfolded(self, names, root=None):
        """The fields of these names. GTK 4.18 does not tell of one that is folded, and so it is
        unfolded meanwhile."""
        is_folded = not set(names) <= set(self.fields(root)) and self._turn_folds(True, root)
        yield wait_until(lambda: set(names) <= set(self.fields(root)) and self.fields(root),
                         f'{list(names)}')
        if is_folded:
            self._turn_folds(False, root)

    def fill(self, texts, root=None):
        with self._unfolded(texts, root) as fields:
            for name, text in texts.items():
                set_text(fields[name], text)

    def read(self, *names):
        """What is typed in the fields of these names."""
        with self._unfolded(names) as fields:
            return {name: get_text(fields[name]) for name in names}

    def rows(self):
        """What is written in each row of the history."""
        history = find(self.frame, 'list', HISTORY)
        if history is None:     # GTK 4.18 does not tell of it where it is empty
            return []
        return [labels(history.get_child_at_index(index))
                for index in range(history.get_child_count())]

    def is_shown(self, accessible, frame=None):
        """Whether it can be seen: it has a size, its centre is in the window, and either it is told
        as showing, which GTK 4.8 says of nothing and 4.18 of all that is, or nothing but itself is
        there. What lies there may be a part of it that is not told, for which None is given."""
        frame = frame or self.frame
        x, y, width, height = get_area(accessible, frame)
        if width <= 0 or height <= 0:
            return False
        x, y = x + width // 2, y + height // 2
        _, _, whole_width, whole_height = _get_extents(frame)
        if not (0 <= x < whole_width and 0 <= y < whole_height):
            return False
        if has_state(accessible, 'showing'):
            # Still said of what was hidden since, of which what it was in does not tell any more.
            index, parent = accessible.get_index_in_parent(), accessible.get_parent()
            return parent.get_child_at_index(index) == accessible
        there = Atspi.Component.get_accessible_at_point(frame, x, y, Atspi.CoordType.WINDOW)
        while there is not None and there != accessible:
            there = there.get_parent()
            if there == frame:
                return False
        return True

    def _find_rest(self, accessible, frame):
        """Where it is, if it is shown and does not move."""
        before = get_area(accessible, frame or self.frame)
        time.sleep(0.1)
        after = get_area(accessible, frame or self.frame)
        return after if before == after and self.is_shown(accessible, frame) else None

    def click(self, accessible, times=1, frame=None):
        """With the pointer, where it is shown. Each window is at the corner of the display. GTK 4.18
        leaves out the padding of all that it lies in, for which a button may be too small."""
        x, y, width, height = wait_until(lambda: self._find_rest(accessible, frame),
                                         f'“{accessible.get_name()}” in view')
        if get_role(accessible) == 'push button' and self.tells_only_shown:
            press(accessible)
            return
        xdotool('mousemove', x + width // 2, y + height // 2,
                'click', '--repeat', times, '--delay', 40, 1)

    def answer(self, question, name):
        """Presses the button `name` of the window that asks `question`. In GTK 4.8 it has each of
        them twice, for wide and for narrow, and their names begin with the mnemonic."""
        def find_button():
            return next((button for button in find_all(self.top, 'push button')
                         if (' ' + get_name(button)).endswith(' ' + name)
                         and self.is_shown(button, self.top)), None)

        wait_until(lambda: self.top != self.frame, 'the question')
        asking = self.top
        self.expect_said(question, frame=asking)
        press(wait_until(find_button, f'“{name}”'))
        wait_until(lambda: self.top != asking, 'its end')

    def read_messages(self):
        self._messages.seek(0)
        return HEADING.sub('', self._messages.read().decode(errors='replace'))

    def wait_for_end(self):
        """Ended by itself, without a word."""
        status = self.process.wait(PATIENCE)
        if status != 0 or self.read_messages():
            raise AssertionError(f'ended: {status} {self.read_messages()}')

    def quit(self):
        key('ctrl+q')
        self.wait_for_end()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def get_secrets(request):
    """The access token and the secret key that one to make a connection holds."""
    [authorization] = request.header('Authorization')
    return authorization.removeprefix('Bearer '), json.loads(request.body)['auth']['params']['s3SecretKey']


def fill_form(inlet, url, token, secret_key):
    """Types all that a first connection needs; gives the fields."""
    inlet.click(inlet.expect('combo box', 'Sign-in'))
    key('Down', 'Return')
    wait_until(lambda: find(inlet.frame, 'text', 'Access Token'), 'Access Token')
    inlet.fill({
        'Account Name': 'ACME', 'Organization ID': '5C1328435BF324E90A49402A@AdobeOrg',
        'API Key (Client ID)': 'e053e1a87cf74c68a6ec8e71d4a82662', 'Access Token': token,
        'Platform Address': url, 'Sandbox': 'dev', 'Credentials Name': 'Billing',
        'Access Key ID': 'AKIAIOSFODNN7EXAMPLE', 'Secret Access Key': secret_key,
        'Name': 'First',
    })
    return inlet.fields()
