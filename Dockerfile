FROM python:3.11-slim AS build
RUN pip install --no-cache-dir uv
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY jobs jobs
COPY data data
# Compiled here, because the program's user may not write beside the code.
RUN uv sync --no-dev --no-editable --compile-bytecode

FROM python:3.11-slim
# Charts need letters for Chinese and Japanese.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --system --home-dir /var/lib/tidings --create-home tidings
COPY --from=build /src/.venv /src/.venv
ENV PATH=/src/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    TIDINGS_STATE_DIR=/var/lib/tidings
USER tidings
WORKDIR /var/lib/tidings
VOLUME /var/lib/tidings
EXPOSE 8080
# Without a web server (port 0) it is healthy while it runs, which Docker sees itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import os, urllib.request; port = int(os.environ.get('TIDINGS_WEB_PORT') or 8080); port and urllib.request.urlopen(f'http://127.0.0.1:{port}/healthz')"]
ENTRYPOINT ["tidings"]
CMD ["run"]
