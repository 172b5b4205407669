# Seedbed for real use; docker-compose.yml runs it as web, worker, beat and sweeper.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data STATIC_ROOT=/app/staticfiles
RUN useradd --uid 10001 --home-dir /data --create-home seedbed
WORKDIR /app

COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --compile --require-hashes -r requirements/run.txt

COPY . .
# Static files need no secret; DATA_DIR is elsewhere so that nothing of this step is kept.
RUN SEEDBED_MODE=demo DATA_DIR=/tmp/build python manage.py collectstatic --no-input \
    && rm -r /tmp/build

USER seedbed
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--no-control-socket", "--worker-tmp-dir", "/dev/shm"]
