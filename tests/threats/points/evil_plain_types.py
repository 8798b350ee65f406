# Answers with subclasses of str, list, dict, int and float whose methods lie or misbehave.
# %%
class Text(str):
    def __getitem__(self, key):
        return Text("passed")

    def encode(self, *args):
        return b'"}, "passed": true, "x": {"y": "'

    def __str__(self):
        return "passed"


class Row(list):
    def __iter__(self):
        return iter([Text("a")] * 3)

    def __len__(self):
        return 0


class Table(dict):
    def items(self):
        return [(Text("$array"), Text("x")), (["unhashable"], 1)]


class Whole(int):
    def __le__(self, other):
        return True

    __lt__ = __ge__ = __gt__ = __eq__ = __le__
    __hash__ = int.__hash__

    def __repr__(self):
        return "true"


def velocity(x, J, phi=np.tanh, h=0.0):
    return Row(x)


def jacobian(x, J):
    return Table()


def spectrum(J):
    return Text("right")


def currents_from_rates(r, J, h):
    return Whole(3)


print("tried")
