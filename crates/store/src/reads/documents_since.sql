          AND document.occurred_on >= :since
