"""Representations: the forms in which a public record is given, and how a program asks for one."""
