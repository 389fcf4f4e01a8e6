# Makes the virtual environment with everything that tests and tools need.
setup:
    python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]'

# Runs the tests, which include the linters, the types, the import contract and the made docs.
test:
    .venv/bin/pytest

# Writes code in the one format.
format:
    .venv/bin/ruff format . && .venv/bin/ruff check --fix .

# Builds the starter packs from ../shared/data.
packs:
    .venv/bin/composita pack build

# Measures speed and memory.
bench:
    for script in bench/*.py; do .venv/bin/python "$script"; done

# Writes docs/made/ again.
docs:
    .venv/bin/python docs/make.py
