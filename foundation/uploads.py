"""Stops a file that is too large while it arrives, before it fills memory or disk."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST = 40_000_000  # bytes of one file


class Stopper(FileUploadHandler):
    """Stands first: drops what is beyond LARGEST and leaves its field in `request.too_large`."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data, start):
        """Hand the bytes on. Raises SkipFile once there are too many."""
        self.seen += len(raw_data)
        if self.seen > LARGEST:
            too_large(self.request).add(self.field_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers that follow."""


def too_large(request) -> set[str]:
    """Return the fields of `request` whose file was dropped because of its size."""
    return request.__dict__.setdefault("_too_large", set())
