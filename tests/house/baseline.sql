BEGIN TRANSACTION;
CREATE TABLE access_tokens (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	label VARCHAR(80) NOT NULL, 
	issued_at BIGINT NOT NULL, 
	revoked_at BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	UNIQUE (key_hash)
);
INSERT INTO "access_tokens" VALUES(1,3,'586a3c39fc896d8fc5bc852af70807f491358910298f68224f6b8fd0fe2b17ff','試験',1795558013970,NULL);
CREATE TABLE agenda_items (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id)
);
INSERT INTO "agenda_items" VALUES(1,1,1,'会議録署名議員の指名');
INSERT INTO "agenda_items" VALUES(2,1,2,'議案第41号　青波市税条例の一部改正');
CREATE TABLE attendance (
	meeting_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (meeting_id, person_id), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "attendance" VALUES(1,4,'absent',1795558009480);
CREATE TABLE bodies (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);
INSERT INTO "bodies" VALUES(1,'本会議','plenary');
CREATE TABLE council_sessions (
	id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	opens_on DATE NOT NULL, 
	closes_on DATE NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "council_sessions" VALUES(1,'令和8年第4回定例会','regular','2026-12-01','2026-12-18');
CREATE TABLE entries (
	stream VARCHAR(80) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	at BIGINT NOT NULL, 
	"by" INTEGER, 
	device VARCHAR(40), 
	n INTEGER, 
	body JSON NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (stream, number), 
	UNIQUE (device, n), 
	FOREIGN KEY(stream) REFERENCES streams (name)
);
INSERT INTO "entries" VALUES('council',1,'person.added',1795558004313,NULL,'6da29142d671458bad55bb39a2d235ba',1,'{"person": 1, "role": "clerk", "name": "\u9752\u6728", "furigana": "\u3042\u304a\u304d", "login": "aoki"}','de5488da6cbd7240e8708872fb461330f294b4c6dc1318c03b4595fa1338535f');
INSERT INTO "entries" VALUES('council',2,'person.added',1795558004709,NULL,'6f81e97536af47439adbcdf8eeabe8b5',1,'{"person": 2, "role": "member", "name": "\u4e95\u4e0a", "furigana": "\u3044\u306e\u3046\u3048", "login": "inoue"}','26e0f3f5efee135e70bc5fc1e54986b74bb6e197717d5e2d5603acdabb06f389');
INSERT INTO "entries" VALUES('council',3,'person.added',1795558004941,NULL,'a7b52ec9b3bb4c59b54c4030eda5b863',1,'{"person": 3, "role": "member", "name": "\u4e0a\u7530", "furigana": "\u3046\u3048\u3060", "login": "ueda"}','4ad64a98dbe2b62da432dea635f68768ec5ab775e9c61649d453cd3181dd1036');
INSERT INTO "entries" VALUES('council',4,'person.added',1795558005262,NULL,'36454ca7c05b48ea9e861296cb1aa7a0',1,'{"person": 4, "role": "member", "name": "\u6c5f\u5ddd", "furigana": "\u3048\u304c\u308f", "login": "egawa"}','e063b4f70f72a239effcd7812e6f3fc9ffa0bbcf2e316fa6af56258115899fe5');
INSERT INTO "entries" VALUES('council',5,'person.added',1795558005666,NULL,'c622a5031fab4c7197ce0eb923bbd8ed',1,'{"person": 5, "role": "guest", "name": "\u5c0f\u5ddd", "furigana": "\u304a\u304c\u308f", "login": "ogawa"}','c7e8b00ba779e8d94c6c4913deabebc4145784a25ca8ae6a054a19d81efc2990');
INSERT INTO "entries" VALUES('council',6,'person.added',1795558006473,NULL,'b229d4044b284fe6a845c1b82cf244d8',1,'{"person": 6, "role": "executive", "name": "\u52a0\u85e4", "furigana": "\u304b\u3068\u3046", "login": "kato"}','a03c5ff00301c7b79969957721d72989708770bc215c0501b6ca59a6f12e733a');
INSERT INTO "entries" VALUES('council',7,'person.added',1795558007288,NULL,'161a713ef8f54f20a12c430f5a784c10',1,'{"person": 7, "role": "member", "name": "\u6728\u6751", "furigana": "\u304d\u3080\u3089", "login": "kimura"}','2e3418c2a5b87093229d38638b6768eecef36b45357eeb5e7a6ec7bfa4731c25');
INSERT INTO "entries" VALUES('council',8,'person.added',1795558007696,NULL,'156fc35222d842b0b20fb09bffc4342a',1,'{"person": 8, "role": "administrator", "name": "\u7ba1\u7406", "furigana": "\u304b\u3093\u308a", "login": "kanri"}','845b3dcc4e036ffb6d34f3c0a91131898fcdda4ccd7875e82bc7e2e6dcdba594');
INSERT INTO "entries" VALUES('council',9,'body.added',1795558008017,NULL,'413e7487e7e847e49b555a473f3f76e2',1,'{"body": 1, "name": "\u672c\u4f1a\u8b70", "kind": "plenary"}','97466c61d1a5f2eeca86e94b4c16fbc2aa6a09a0fce51858c1fe5451de857d5a');
INSERT INTO "entries" VALUES('council',10,'seat.given',1795558008055,NULL,'79b489edb56b49439af6da7601c634c5',1,'{"body": 1, "person": 2, "office": "chair"}','a78cbd5ae2d32f1da83275822fc2e5f3c55421e5a6c8c42a06352f52bdfc6c5c');
INSERT INTO "entries" VALUES('council',11,'seat.given',1795558008127,NULL,'f189a5aecd41415e942cffdd3b831a1a',1,'{"body": 1, "person": 3, "office": "member"}','9b6b969485080cacaa5755a4a83101e51f50e57e47d540cccb10461fdd348fa5');
INSERT INTO "entries" VALUES('council',12,'seat.given',1795558008142,NULL,'29bd6a48199d4166a37e997f599ba1f4',1,'{"body": 1, "person": 4, "office": "member"}','c5c353ea903268a12a1e8dc75fe2f130607bed338e78357de119607b76844b8d');
INSERT INTO "entries" VALUES('council',13,'seat.given',1795558008170,NULL,'a714880ebbc040f8a380cffc23ee5253',1,'{"body": 1, "person": 7, "office": "member"}','a9c2324941a68e4e546b344396ec303094dd625391208a91ec046343d5ff857e');
INSERT INTO "entries" VALUES('council',14,'session.added',1795558008193,NULL,'48b94b16ec3748429fb0dc5aa384e43c',1,'{"session": 1, "name": "\u4ee4\u548c8\u5e74\u7b2c4\u56de\u5b9a\u4f8b\u4f1a", "kind": "regular", "opens_on": "2026-12-01", "closes_on": "2026-12-18"}','33e88170070cc1010a184cb1ef11b683f009b485073ec06752581338e7f96f91');
INSERT INTO "entries" VALUES('council',15,'meeting.added',1795558008239,1,'c0f9733273a14272b29b4124a3e4d787',1,'{"meeting": 1, "name": "\u672c\u4f1a\u8b70\uff08\u7b2c\uff11\u65e5\uff09", "starts_at": "10:00", "place": "\u8b70\u5834", "session": 1, "body": 1, "held_on": "2026-12-08"}','b175ed0f73bf877d90df7fdcd09f6d8c06117957fb27884311af8896ff46dd7c');
INSERT INTO "entries" VALUES('meeting:1',1,'meeting.added',1795558008239,1,NULL,NULL,'{"meeting": 1, "name": "\u672c\u4f1a\u8b70\uff08\u7b2c\uff11\u65e5\uff09", "starts_at": "10:00", "place": "\u8b70\u5834", "session": 1, "body": 1, "held_on": "2026-12-08"}','f8597db401b30e7002de6c6ad6caccdb74d32ef3cf6afd9febf34d010c061559');
INSERT INTO "entries" VALUES('meeting:1',2,'agenda.added',1795558008287,1,'45cbc0cb103a45498cb5a393638e8708',1,'{"item": 1, "title": "\u4f1a\u8b70\u9332\u7f72\u540d\u8b70\u54e1\u306e\u6307\u540d", "position": 1}','68242fd951c053066316239f801cfe00f48d6d5a54a2e81826aa272debbd3867');
INSERT INTO "entries" VALUES('meeting:1',3,'agenda.added',1795558008355,1,'cfd25a45949d4c6486160211c04d6e35',1,'{"item": 2, "title": "\u8b70\u6848\u7b2c41\u53f7\u3000\u9752\u6ce2\u5e02\u7a0e\u6761\u4f8b\u306e\u4e00\u90e8\u6539\u6b63", "position": 2}','b6c62b149ec9a44a45f6fb2b0ead99def1b2981447e744778dcb2c7f46e17ac7');
INSERT INTO "entries" VALUES('office:1',1,'paper.added',1795558008449,1,'ab5c0042206246c7a460bb80e09288ab',1,'{"paper": 1, "item": null, "name": "\u8b70\u6848\u7b2c41\u53f7", "position": 1, "version": 1, "digest": "10f1a971b4f7c67bd57b33bedfb9ca0a971704fd3b550501cbd6bfc350a0d5f4", "pages": 3}','6a964b114c14429390070d63d15502c5b6cbae0f277bda894146cce70a81e9da');
INSERT INTO "entries" VALUES('meeting:1',4,'paper.published',1795558009302,1,'0acbef671b714a6aafdf45b4ecb2c49b',1,'{"paper": 1, "item": null, "name": "\u8b70\u6848\u7b2c41\u53f7", "position": 1, "version": 1, "digest": "10f1a971b4f7c67bd57b33bedfb9ca0a971704fd3b550501cbd6bfc350a0d5f4", "pages": 3}','4485680bc744ac401aa2d1d10e3aa32c5bfc910bad0213bd8bbb6a964c938ed9');
INSERT INTO "entries" VALUES('meeting:1',5,'meeting.announced',1795558009346,1,'db41f4ae9e9846b2a82bbc9f1dcdbfbf',1,'{"state": "announced"}','02419017e03d63eedbe0d75cf67fcaef7bc327aea4b6b180915cb1a1a2089198');
INSERT INTO "entries" VALUES('meeting:1',6,'meeting.opened',1795558009366,1,'f8b7a40742464a1b92b7dbc6fc64966c',1,'{"state": "open"}','117bb49e5370e3569c37d75514bd55893b244788af9c4e26428ab7b9dbe1776c');
INSERT INTO "entries" VALUES('notebook:1:3',1,'ink.drawn',1795558009382,3,'30286acc0c444bab9f2e7cc827ef1b73',1,'{"id": "stroke-1", "version": 1, "page": 1, "layer": "private", "tool": "pen", "color": "#102030", "width": 1.5, "points": "FBQCEBQUAhAUFAIQ"}','4641285e290cc24f9d7f092a1518c341d5d47aed3f08ba673c6c58dc532473c8');
INSERT INTO "entries" VALUES('meeting:1',7,'ink.drawn',1795558009422,2,'e6a148d81c9449b2bae9c588a5fecb8e',1,'{"id": "stroke-2", "version": 1, "page": 1, "layer": "shared", "tool": "pen", "color": "#102030", "width": 2.0, "points": "FBQCEBQUAhAUFAIQ"}','a4f10f50dd6c0044ef3fc055bc3c41812f38dc9d667a0a2a9339833b4acb3bed');
INSERT INTO "entries" VALUES('meeting:1',8,'floor.turned',1795558009442,2,'e057e0ed713c4286946db002ac2b95cd',1,'{"version": 1, "page": 2, "epoch": 0}','e6a4c755802a1d3f861143fc4a42c025cfbf1786ec16b699cda069de9c2442a9');
INSERT INTO "entries" VALUES('meeting:1',9,'attendance.marked',1795558009480,1,'0408985e18904889aea86acc78638c72',1,'{"person": 4, "state": "absent"}','7e712a1d4a2a0d3988a9b31dfba1538a47b8501e63d0c8fa5f5486d662ca18ed');
INSERT INTO "entries" VALUES('meeting:1',10,'meeting.closed',1795558009498,1,'b2922301b5944c5088d1b60ea6d4ed61',1,'{"state": "closed"}','6362fdb22e54153561f611f23400e2d669a6b3afa4e8f077498a503a712b5034');
INSERT INTO "entries" VALUES('office:1',2,'minutes.drafted',1795558009518,1,'934d9c0891b84dd2a64adce54395e5e1',1,'{"text": "# \u4ee4\u548c8\u5e74\u7b2c4\u56de\u5b9a\u4f8b\u4f1a\u3000\u672c\u4f1a\u8b70\uff08\u7b2c\uff11\u65e5\uff09\u3000\u4f1a\u8b70\u9332\n\n## \u4f1a\u8b70\u306e\u65e5\u6642\u3068\u5834\u6240\n- \u671f\u65e5\u3000\u4ee4\u548c8\u5e7412\u67088\u65e5\uff08\u706b\uff09\n- \u5834\u6240\u3000\u8b70\u5834\n- \u958b\u8b70\u300007:06\n- \u6563\u4f1a\u300007:06\n\n## \u51fa\u5e2d\u3057\u305f\u8b70\u54e1\u3068\u6b20\u5e2d\u3057\u305f\u8b70\u54e1\n- \u4e95\u4e0a\uff08\u8b70\u9577\uff09\u3000\u51fa\u5e2d\n- \u4e0a\u7530\u3000\u51fa\u5e2d\n- \u6c5f\u5ddd\u3000\u6b20\u5e2d\n- \u6728\u6751\u3000\u51fa\u5e2d\n\n## \u4f1a\u8b70\u9332\u7f72\u540d\u8b70\u54e1\n\uff08\u8a18\u9332\u304c\u3042\u308a\u307e\u305b\u3093\u3002\u78ba\u304b\u3081\u3066\u66f8\u304d\u5165\u308c\u3066\u304f\u3060\u3055\u3044\u3002\uff09\n\n## \u8aac\u660e\u306e\u305f\u3081\u51fa\u5e2d\u3057\u305f\u8005\n\uff08\u8a18\u9332\u304c\u3042\u308a\u307e\u305b\u3093\u3002\u78ba\u304b\u3081\u3066\u66f8\u304d\u5165\u308c\u3066\u304f\u3060\u3055\u3044\u3002\uff09\n\n## \u8077\u52d9\u306e\u305f\u3081\u51fa\u5e2d\u3057\u305f\u4e8b\u52d9\u5c40\u8077\u54e1\n\uff08\u8a18\u9332\u304c\u3042\u308a\u307e\u305b\u3093\u3002\u78ba\u304b\u3081\u3066\u66f8\u304d\u5165\u308c\u3066\u304f\u3060\u3055\u3044\u3002\uff09\n\n## \u8b70\u4e8b\u65e5\u7a0b\n- \u65e5\u7a0b\u7b2c1\u3000\u4f1a\u8b70\u9332\u7f72\u540d\u8b70\u54e1\u306e\u6307\u540d\n- \u65e5\u7a0b\u7b2c2\u3000\u8b70\u6848\u7b2c41\u53f7\u3000\u9752\u6ce2\u5e02\u7a0e\u6761\u4f8b\u306e\u4e00\u90e8\u6539\u6b63\n\n## \u914d\u4ed8\u3057\u305f\u4f1a\u8b70\u8cc7\u6599\n- \u8b70\u6848\u7b2c41\u53f7\uff083\u30da\u30fc\u30b8\uff09\n\n## \u4f1a\u8b70\u306e\u7d4c\u904e\n- 07:06\u3000\u958b\u8b70\n- 07:06\u3000\u300c\u8b70\u6848\u7b2c41\u53f7\u300d2\u30da\u30fc\u30b8\u3092\u793a\u3057\u305f\n- 07:06\u3000\u6563\u4f1a\n", "revision": 1}','26b79503757df10240fef25fc1557245a4dbc97ce67e800d40c5051b466f7266');
INSERT INTO "entries" VALUES('meeting:1',11,'minutes.sealed',1795558011470,1,'114f62ae010a4ba9bd926defa0ab7ec2',1,'{"state": "sealed", "pdf": "68c2aecdb9a9bd3fdd42c9c80ce6deb0d9767780cbd4c0ae99acdb025f51c3b0", "revision": 1, "number": 10, "chain": "6362fdb22e54153561f611f23400e2d669a6b3afa4e8f077498a503a712b5034"}','6828def5996c53b781deec0524901dc6bba5868c15bb162eb7959c8a87921f12');
INSERT INTO "entries" VALUES('council',16,'token.issued',1795558013970,NULL,'d59fd45e7f4941dabc8b9c13be2c1988',1,'{"token": 1, "person": 3, "label": "\u8a66\u9a13"}','ecf1a9ef755c5b5697910241f324f1c1719f926dbcf0c6bbff6ca4e0265b6228');
CREATE TABLE floors (
	meeting_id INTEGER NOT NULL, 
	version_id INTEGER, 
	page INTEGER, 
	number INTEGER NOT NULL, 
	presenter_id INTEGER, 
	epoch INTEGER NOT NULL, 
	sharing BOOLEAN NOT NULL, 
	PRIMARY KEY (meeting_id), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(version_id) REFERENCES paper_versions (id), 
	FOREIGN KEY(presenter_id) REFERENCES people (id)
);
INSERT INTO "floors" VALUES(1,1,2,8,NULL,0,1);
CREATE TABLE meetings (
	id INTEGER NOT NULL, 
	session_id INTEGER NOT NULL, 
	body_id INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	held_on DATE NOT NULL, 
	starts_at VARCHAR(5) NOT NULL, 
	place VARCHAR(80) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	opened_at BIGINT, 
	closed_at BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(session_id) REFERENCES council_sessions (id), 
	FOREIGN KEY(body_id) REFERENCES bodies (id)
);
INSERT INTO "meetings" VALUES(1,1,1,'本会議（第１日）','2026-12-08','10:00','議場','sealed',1795558009366,1795558009498);
CREATE TABLE minutes (
	meeting_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	sealed_at BIGINT, 
	sealed_by INTEGER, 
	pdf VARCHAR(64), 
	PRIMARY KEY (meeting_id), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(sealed_by) REFERENCES people (id)
);
INSERT INTO "minutes" VALUES(1,'# 令和8年第4回定例会　本会議（第１日）　会議録

## 会議の日時と場所
- 期日　令和8年12月8日（火）
- 場所　議場
- 開議　07:06
- 散会　07:06

## 出席した議員と欠席した議員
- 井上（議長）　出席
- 上田　出席
- 江川　欠席
- 木村　出席

## 会議録署名議員
（記録がありません。確かめて書き入れてください。）

## 説明のため出席した者
（記録がありません。確かめて書き入れてください。）

## 職務のため出席した事務局職員
（記録がありません。確かめて書き入れてください。）

## 議事日程
- 日程第1　会議録署名議員の指名
- 日程第2　議案第41号　青波市税条例の一部改正

## 配付した会議資料
- 議案第41号（3ページ）

## 会議の経過
- 07:06　開議
- 07:06　「議案第41号」2ページを示した
- 07:06　散会
','#令和8年第4回定例会本会議(第1日)会議録##会議の日時と場所-期日令和8年12月8日(火)-場所議場-開議07:06-散会07:06##出席した議員と欠席した議員-井上(議長)出席-上田出席-江川欠席-木村出席##会議録署名議員(記録がありません。確かめて書き入れてください。)##説明のため出席した者(記録がありません。確かめて書き入れてください。)##職務のため出席した事務局職員(記録がありません。確かめて書き入れてください。)##議事日程-日程第1会議録署名議員の指名-日程第2議案第41号青波市税条例の一部改正##配付した会議資料-議案第41号(3ページ)##会議の経過-07:06開議-07:06「議案第41号」2ページを示した-07:06散会',1,1795558011472,1,'68c2aecdb9a9bd3fdd42c9c80ce6deb0d9767780cbd4c0ae99acdb025f51c3b0');
CREATE TABLE page_texts (
	version_id INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	PRIMARY KEY (version_id, page), 
	FOREIGN KEY(version_id) REFERENCES paper_versions (id)
);
INSERT INTO "page_texts" VALUES(1,1,'議案第41号 1','議案第41号1');
INSERT INTO "page_texts" VALUES(1,2,'議案第41号 2','議案第41号2');
INSERT INTO "page_texts" VALUES(1,3,'議案第41号 3','議案第41号3');
CREATE TABLE paper_versions (
	id INTEGER NOT NULL, 
	paper_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	bytes BIGINT NOT NULL, 
	pages INTEGER NOT NULL, 
	sizes JSON NOT NULL, 
	prepared INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(paper_id) REFERENCES papers (id)
);
INSERT INTO "paper_versions" VALUES(1,1,1,'10f1a971b4f7c67bd57b33bedfb9ca0a971704fd3b550501cbd6bfc350a0d5f4',1938,3,'[[595.0, 842.0], [595.0, 842.0], [595.0, 842.0]]',3);
CREATE TABLE papers (
	id INTEGER NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	item_id INTEGER, 
	position INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	published_at BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(item_id) REFERENCES agenda_items (id)
);
INSERT INTO "papers" VALUES(1,1,NULL,1,'議案第41号',1795558009302);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	name VARCHAR(80) NOT NULL, 
	furigana VARCHAR(80) NOT NULL, 
	login VARCHAR(60) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	password_hash VARCHAR(200) NOT NULL, 
	active BOOLEAN NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (login)
);
INSERT INTO "people" VALUES(1,'青木','あおき','aoki','clerk','$argon2id$v=19$m=65536,t=1,p=4$fcP4rGvdp8bJSpYsI8yo3w$19b5n6o8cdnTXmFLujKW56nKehkWOw79g+qYaunPe/4',1,'');
INSERT INTO "people" VALUES(2,'井上','いのうえ','inoue','member','$argon2id$v=19$m=65536,t=1,p=4$5/u/jfRHHgyFhyv4BPW2ZA$iAheLQsEe9H0UnS3WberS5hen51quKOsLqpWi2/m04E',1,'');
INSERT INTO "people" VALUES(3,'上田','うえだ','ueda','member','$argon2id$v=19$m=65536,t=1,p=4$J73k3AaSTX1Z6LE/jGARFw$bJhVFldrcsJo1+7LyymMxRE7ZcAye30moWv99fadyk0',1,'');
INSERT INTO "people" VALUES(4,'江川','えがわ','egawa','member','$argon2id$v=19$m=65536,t=1,p=4$ofVAYHULu/vzB8IGSTQ+UA$NWP/XHvLqIhg0HaSQR1FVy5r1gL5F8Fms+JF1SoFik4',1,'');
INSERT INTO "people" VALUES(5,'小川','おがわ','ogawa','guest','$argon2id$v=19$m=65536,t=1,p=4$uidu7+4ip9jI69H53rN3Hg$p9SaPV4y8EV/F0J292l0DKTEZHIG4i1hq6a7s7dKjLo',1,'');
INSERT INTO "people" VALUES(6,'加藤','かとう','kato','executive','$argon2id$v=19$m=65536,t=1,p=4$BIqzruyb4031cejEXRpjvw$eQlnzIU8ZwFzG8ZXIEvMneftO3VUmgUBOyu8BkQNDyU',1,'');
INSERT INTO "people" VALUES(7,'木村','きむら','kimura','member','$argon2id$v=19$m=65536,t=1,p=4$ccdiJcnlROJ3gOChkMZ5og$jjUMgXO+v4MQu+atmkA9L+I6R4kTMbUoG87wWPYattg',1,'');
INSERT INTO "people" VALUES(8,'管理','かんり','kanri','administrator','$argon2id$v=19$m=65536,t=1,p=4$/LO+vCytwU1USwqHuLHi/w$lCOREGSPOPFh+Hjq8d+AH0mqJjxk+WX9/7aAa0VuRVA',1,'');
CREATE TABLE seats (
	body_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	office VARCHAR(20) NOT NULL, 
	PRIMARY KEY (body_id, person_id), 
	FOREIGN KEY(body_id) REFERENCES bodies (id), 
	FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "seats" VALUES(1,2,'chair');
INSERT INTO "seats" VALUES(1,3,'member');
INSERT INTO "seats" VALUES(1,4,'member');
INSERT INTO "seats" VALUES(1,7,'member');
CREATE TABLE sign_ins (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	key_hash VARCHAR(64) NOT NULL, 
	began_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id), 
	UNIQUE (key_hash)
);
INSERT INTO "sign_ins" VALUES(1,3,'586a3c39fc896d8fc5bc852af70807f491358910298f68224f6b8fd0fe2b17ff',1,2);
CREATE TABLE streams (
	name VARCHAR(80) NOT NULL, 
	head INTEGER NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "streams" VALUES('council',16,'ecf1a9ef755c5b5697910241f324f1c1719f926dbcf0c6bbff6ca4e0265b6228');
INSERT INTO "streams" VALUES('meeting:1',11,'6828def5996c53b781deec0524901dc6bba5868c15bb162eb7959c8a87921f12');
INSERT INTO "streams" VALUES('office:1',2,'26b79503757df10240fef25fc1557245a4dbc97ce67e800d40c5051b466f7266');
INSERT INTO "streams" VALUES('notebook:1:3',1,'4641285e290cc24f9d7f092a1518c341d5d47aed3f08ba673c6c58dc532473c8');
CREATE TABLE strokes (
	id VARCHAR(40) NOT NULL, 
	meeting_id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	page INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	layer VARCHAR(10) NOT NULL, 
	tool VARCHAR(12) NOT NULL, 
	color VARCHAR(7) NOT NULL, 
	width DOUBLE NOT NULL, 
	points TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	erased BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(meeting_id) REFERENCES meetings (id), 
	FOREIGN KEY(version_id) REFERENCES paper_versions (id), 
	FOREIGN KEY(author_id) REFERENCES people (id)
);
INSERT INTO "strokes" VALUES('stroke-1',1,1,1,3,'private','pen','#102030',1.5,'FBQCEBQUAhAUFAIQ',1,0);
INSERT INTO "strokes" VALUES('stroke-2',1,1,1,2,'shared','pen','#102030',2.0,'FBQCEBQUAhAUFAIQ',7,0);
CREATE INDEX ix_sign_ins_person_id ON sign_ins (person_id);
CREATE INDEX ix_access_tokens_person_id ON access_tokens (person_id);
CREATE INDEX ix_agenda_items_meeting_id ON agenda_items (meeting_id);
CREATE INDEX ix_papers_meeting_id ON papers (meeting_id);
CREATE INDEX ix_paper_versions_digest ON paper_versions (digest);
CREATE INDEX ix_paper_versions_paper_id ON paper_versions (paper_id);
CREATE INDEX strokes_of_page ON strokes (version_id, page);
COMMIT;
