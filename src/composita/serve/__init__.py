"""The reference as a service on one machine: web pages, REST, CDS Hooks and FHIR from one store.

What someone looks up stays with them: no request's body, query or path is logged.
"""
