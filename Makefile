# The way in: `make run` and `make test`. Everything else is `.venv/bin/setpoint --help`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
UV_VERSION := 0.13.8
BIN := .venv/bin
WORKERS ?= 2

.PHONY: help setup run demo test test-long lint format words schema bench clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.ready ## install the locked dependencies into .venv, leaving .venv/bin/setpoint

.venv/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Setpoint needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv \
	  || { echo "python3 cannot make a virtual environment; on Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@VIRTUAL_ENV=.venv UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

run: setup ## the bot: on Telegram with TELEGRAM_TOKEN set, else on a chat page on this machine
	@exec $(BIN)/setpoint run

demo: setup ## two training days of an athlete, a coach and an admin, as a transcript
	@$(BIN)/setpoint demo

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: lint ## everything that CI runs: format, lint, strict types, import contracts, all tests
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not long"

test-long: lint ## the long versions of the tests as well
	SETPOINT_LONG=1 $(BIN)/pytest -n $(WORKERS) --dist loadfile

format: setup ## format and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

words: setup ## take new and changed sentences of the code over into the translations
	@$(BIN)/python -m bot.texts.extract

schema: setup ## draw the schema into the README, from the metadata
	@$(BIN)/python -m bot.ops.schema

bench: setup ## the figures: our path beside the simplest possible bot, in one run
	@$(BIN)/setpoint bench

clean: ## remove the environment and caches (the data in .setpoint stays)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
