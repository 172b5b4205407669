"""The demonstration, scene by scene, played through the real services."""
