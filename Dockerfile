# The bot in a container: `docker run --init -e TELEGRAM_TOKEN -e DATABASE_URL setpoint`.
# docs/compose.yaml brings a Postgres along. Without DATABASE_URL the data goes to /data: mount a volume there.
FROM python:3.13-slim AS build
# uv's version is the Makefile's.
RUN pip install --no-cache-dir uv==0.13.8
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_NO_CACHE=1
WORKDIR /app
# The dependencies change rarely, the code often: two layers.
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --frozen --no-dev --no-install-project
COPY bot bot
COPY core core
COPY migrations migrations
RUN uv sync --frozen --no-dev --no-editable

FROM python:3.13-slim
# A named user: Postgres wants an entry in /etc/passwd, and refuses root.
RUN useradd --uid 10001 --create-home setpoint && install --directory --owner=setpoint --mode=0700 /data
COPY --from=build /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1
USER setpoint
WORKDIR /data
# The exec form makes the bot process 1, so SIGTERM reaches it. It reaps no strangers: run it with --init.
ENTRYPOINT ["setpoint"]
CMD ["run"]
