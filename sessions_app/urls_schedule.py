"""Addresses of series, session pages and agendas."""

urlpatterns: list = []
