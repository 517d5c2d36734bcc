import pytest

pytest.register_assert_rewrite("tests.post.claims")  # so that a failed assertion there shows its values
