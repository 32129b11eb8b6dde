-- CreateTable
CREATE TABLE "config_object" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "api_version" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "object" JSON NOT NULL,
    "version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "config_object_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "config_revision" (
    "revision" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "changed" INTEGER NOT NULL,

    CONSTRAINT "config_revision_pkey" PRIMARY KEY ("revision")
);

-- CreateTable
CREATE TABLE "config_change" (
    "revision" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "config_change_pkey" PRIMARY KEY ("revision","key")
);

-- CreateIndex
CREATE INDEX "config_change_key_revision_idx" ON "config_change"("key", "revision");

-- AddForeignKey
ALTER TABLE "config_change" ADD CONSTRAINT "config_change_revision_fkey" FOREIGN KEY ("revision") REFERENCES "config_revision"("revision") ON DELETE CASCADE ON UPDATE CASCADE;
