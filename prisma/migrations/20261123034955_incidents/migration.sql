-- CreateTable
CREATE TABLE "incident" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "story" JSON NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "incident_opened_at_id_idx" ON "incident"("opened_at", "id");

-- CreateIndex
CREATE INDEX "incident_closed_at_idx" ON "incident"("closed_at");
