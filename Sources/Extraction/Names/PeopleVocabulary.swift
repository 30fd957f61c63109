/// What tells that words are a foreign person's name: given names and titles.
///
/// Written from what the press of both countries prints most; a given name alone is no name of a person, it needs a
/// title beside it.
enum PeopleVocabulary {
    /// First words of foreign persons' names as Korean papers spell them: given names, and family names of Japanese.
    static let koreanGivenNames = Set(
        NameVocabulary.words(
            """
            가브리엘 개리 거스 게리 게이브 고든 그레고리 그레그 그레이스 그렉 글렌 나딘 나오미 나오키 나탈리 나탈리아 나빈 네드 네이선 네이트 넬슨 노라 노먼 노아 노엄 니나 니콜 니콜라 니콜라스 니콜라이 니키 니틴 닉 닐
            닐스 다니엘 다니엘라 다니엘레 다비드 다쓰야 다이앤 다이애나 다카시 다리오 대니 대니얼 대런 댄 더그 더글러스 던컨 데니스 데릭 데미스 데버라 데보라 데이나 데이브 데이빗 데이비드 데이비스 데이비스 덱스터 도널드 도로시 도리스 도미닉 돈 돌로레스
            드미트리 드와이트 디나 디네시 디디에 디미트리 디에고 딘 딜런 라구 라만 라비 라울 라이언 라이자 라자트 라제시 라케시 라파엘 라헬 래리 랜디 랠프 러셀 레나 레베카 레슬리 레오 레오나르도 레이 레이먼드 레이철 레지나 렉스 로건 로널드 로드니 로라 로라 로랑
            로런 로렌 로렌스 로리 로만 로버트 로베르토 로베르트 로빈 로이 로저 로즈 로코 론 롤랜드 루스 루시 루이 루이스 루카 루카스 루퍼트 루크 류드밀라 리 리나 리드 리디아 리사 리샤르 리아 리언 리오 리즈 리처드 리카르도 리타 린다 린지 릴리 마거릿 마누엘
            마드리드 마리 마리아 마리안 마리오 마린 마벨 마사요시 마사토 마야 마에다 마이크 마이클 마이컬 마커스 마크 마테오 마티아스 마틴 막스 말라 말콤 매기 매리언 매슈 매튜 매트 맥스 멀리사 메건 메리 메리엄 멕 멜라니 멜리사 모건 모니카 모하메드 모하마드 모한 무스타파 무함마드 미겔
            미라 미란다 미르코 미리암 미셸 미아 미카엘 미하엘 미하일 민디 바바라 바버라 발레리 배리 밴스 버나드 버니 버락 벤 벤저민 벤자민 벨라 벳시 보리스 브라이언 브래드 브래들리 브랜던 브렌다 브렌던 브렛 브루노 브루스 블라디미르 블레이크 비벡 비비안 비제이 비토리오 빅터 빅토르 빅토리아 빈센트 빌 빌헬름
            사라 사미르 사브리나 사비에르 사이먼 사티아 산디프 산제이 살만 새뮤얼 새라 샌드라 샐리 샘 샤를 샤일레시 샨 샬럿 섀넌 셰릴 소니아 소피 소피아 쇼나 수닐 수미트 수전 수잔 순다르 쉬라 스콧 스킵 스태니슬라프 스탠리 스테파노 스테파니 스테판 스티브 스티븐 시드니 시드하르트 시몬 시빌 신디 실비아 아누프
            아나톨리 아난드 아널드 아니타 아닐 아담 아드리안 아디티아 아라빈드 아르노 아르빈드 아르튀르 아리 아만다 아메드 아비 아비나시 아서 아쇼크 아야 아이린 아이작 아카시 아킬레시 안드레 안드레아 안드레아스 안드레이 안드루 안토니오 안톤 안와르 알 알렉 알렉산더 알렉산드로 알렉산드라 알렉세이 알렉스 알리
            알리사 알베르토 알프레드 애나 애니 애니타 애덤 애드리언 애런 애런 애비 애슐리 애슈턴 애쉬 앤 앤드루 앤드류 앤디 앤서니 앨런 앨리슨 앨리스 앨버트 앨프리드 앵거스 야닉 야스히로 야쿠프 얀 어니스트 에드 에드가 에드먼드 에드워드 에디 에르난 에릭 에마뉘엘 에릭 에린 에마 에밀리 에바 에번 에벌린 에스더 에이다
            에이드리언 에이미 에이브러햄 엘레나 엘런 엘리 엘리엇 엘리자 엘리자베스 엘리제 엘자 엠마 예브게니 오드레 오드리 오마르 오스카 오언 오웬 올가 올라프 올리버 올리비아 올리비에 요나스 요시히로 요하네스 요한 우고 우르줄라 우르술라 울리히 웬디 위르겐 윈스턴 윌 윌리엄 유진 유키 이나 이마드 이고르 이바나 이반 이브
            이선 이언 이안 이저벨 일라나 일론 일리야 자레드 자말 자비에 자크 잔 장 재닛 재러드 재스민 재이슨 재클린 잭 저스틴 제나 제니 제니퍼 제러미 제럴드 제레미 제롬 제리 제시 제시카 제이 제이슨 제이콥 제임스 제프 제프리 제이크 젠슨 젠 조 조나 조너선 조던 조디 조반니 조쉬 조슈아 조시 조안 조앤 조엘 조제 조지 조지프 존
            줄리 줄리아 줄리안 줄리앙 줄리엣 쥐스탱 지나 지니 지미 질 짐 찰리 찰스 채드 체이스 첼시 카런 카렌 카를로스 카를 카린 카림 카마 카미유 카밀라 카일 카트린 칼 칼라 칼레드 캐럴 캐롤 캐서린 캐슬린 캐시 캐런 캐티 캔디스 커크 커트 케빈 케이 케이시 케이트 케이티 켄 켄지 켄트 켈리 코리 코너 콘스탄틴 콜린 크레이그
            크리스 크리스토퍼 크리스토프 크리스티안 크리스티나 크리스틴 클라라 클라우디아 클라우스 클레어 클레이 클로에 클리프 키런 키스 킴 타데우시 타레크 타리크 타냐 타마라 타일러 테드 테레사 테리 테사 토니 토드 토마스 토마시 토머스 토비아스 토비 톰 트래비스 트레버 트레이시 티나 티머시 티모시 팀 파벨 파블로 파스칼
            파울 파올로 파트리크 파트리샤 패트릭 패티 패트리샤 퍼트리샤 페드로 페르난도 페이 페터 펠릭스 폴 폴라 프라나브 프라디프 프란체스카 프란체스코 프란츠 프랑수아 프랑크 프랜시스 프랭크 프레데리크 프레드 프리드리히 프리야 피에르 피오나 피터 필 필립 하비 하비에르 하산 하워드 하이디 한나 한스 해럴드 해리 해리슨
            사토 스즈키 다카하시 다나카 와타나베 이토 야마모토 나카무라 고바야시 가토 요시다 야마다 사사키 야마구치 마쓰모토 이노우에 기무라 하야시 시미즈 야마자키
            이케다 하시모토 이시카와 오가와 오카다 하세가와 후지타 무라카미 엔도 아오키 사카모토 사이토 후쿠다 니시무라 후지이 가네코 후지와라 미우라 다케우치 나카지마
            시마다 하라다 기시다 이시바 다카이치 고이케 아카자와 미키타니 야나이 나가모리 오노 나카이 히라이 고노 마에다 구보타 요시노 도요다 혼다 스에마쓰
            크리스찬 크리스챤 브랜든 아흐메드 아미르 조쉬 재런 미치 브룩 대릴 도미니크 콜비 딜립 프라샨트 라지브 아준 비나이 하르샤 니시트 해리엇 허버트 헤더 헨드릭 헨나 헨리 헨리크 헬렌 헬레나 호르헤 호세 후안 휴 히로시 히로유키
            """
        ).map(\.scalarValues)
    )

    /// English words and phrases before a person's name.
    static let englishBefore = NameVocabulary.words(
        """
        Mr. Mrs. Ms. Dr. Prof. Sen. Rep. Gov. Sir CEO CTO CFO COO CMO CISO president President chairman chairwoman chairperson founder co-founder
        cofounder Founder Co-founder analyst analysts economist professor Professor researcher scientist engineer lawyer attorney spokesman spokeswoman
        spokesperson executive officer chief Chief minister Minister secretary Secretary senator Senator congressman congresswoman governor Governor
        chancellor Chancellor commissioner Commissioner ambassador billionaire entrepreneur investor author actor director Director judge Judge
        justice Justice colleague researchers scientists engineers analysts economists professors founders co-founders lawyers brothers brother sister partner manager strategist journalist reporter physicist mathematician developer
        """
    )

    /// English words that an apposition behind a person's name begins with, or holds early: `Jane Roe, chief executive of`.
    static let englishBehind = Set(
        NameVocabulary.words(
            """
            CEO CTO CFO COO CMO president chairman chairwoman founder co-founder cofounder chief executive analyst economist professor researcher
            scientist engineer lawyer attorney spokesman spokeswoman spokesperson minister secretary senator governor director vice
            """
        )
    )

    /// Capitalized words that are never a part of a person's name.
    static let neverNames = Set(
        NameVocabulary.words(
            """
            The A An And Or But In On At Of For To By With From As Is Was Has Will Its Their His Her This That It He She They We You I If When While
            After Before Since Under Over About Than Then There Here What Which Who How Why Not No Yes All Any Some Many Most More Other New Last Next
            Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December
            Inc Corp Ltd LLC Labs Capital Ventures Partners Group Technologies Systems University Institute College School Bank Center Centre Department
            Ministry Office Agency Commission Committee Council Court Congress Senate House Parliament State States United National International
            Federal American European Chinese Korean Japanese British French German Indian Chief Executive Officer President Chairman Director Vice
            Senior Head Professor Doctor Minister Secretary AI CEO CTO CFO COO
            """
        )
    )
}
