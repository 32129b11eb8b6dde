-- CreateTable
CREATE TABLE "config_acknowledgement" (
    "key" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "message" TEXT NOT NULL,

    CONSTRAINT "config_acknowledgement_pkey" PRIMARY KEY ("key")
);
