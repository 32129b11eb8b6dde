-- CreateTable
CREATE TABLE "rollout" (
    "id" UUID NOT NULL,
    "service_namespace" TEXT NOT NULL,
    "service_name" TEXT NOT NULL,
    "plan" JSON NOT NULL,
    "state" JSON NOT NULL,
    "phase" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "verdicts" JSON NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout_moment" (
    "id" BIGSERIAL NOT NULL,
    "rollout_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "canary_percent" INTEGER NOT NULL,
    "verdicts" JSON NOT NULL,
    "trace_ids" TEXT[],

    CONSTRAINT "rollout_moment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "rollout_service_namespace_service_name_idx" ON "rollout"("service_namespace", "service_name");

-- CreateIndex
CREATE INDEX "rollout_started_at_idx" ON "rollout"("started_at");

-- CreateIndex
CREATE INDEX "rollout_moment_rollout_id_id_idx" ON "rollout_moment"("rollout_id", "id");

-- AddForeignKey
ALTER TABLE "rollout_moment" ADD CONSTRAINT "rollout_moment_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;
